/// What two pictures side by side are called in an address: by the beginnings of their files' hashes.
///
/// Their numbers would tell in which order they were made, and so in time which model is which.
public struct PairName: Sendable, Hashable {
    /// The picture at the left.
    public let left: String
    /// The picture at the right.
    public let right: String

    private static let length = 16

    /// The name of two pictures, given by their files' SHA-256.
    public init(left: String, right: String) {
        self.left = Self.short(left)
        self.right = Self.short(right)
    }

    /// Reads a name as ``text`` writes it.
    public init?(_ text: String) {
        let halves = text.split(separator: "-", omittingEmptySubsequences: false)
        guard halves.count == 2, halves.allSatisfy({ $0.utf8.count == Self.length && $0.allSatisfy(\.isHexDigit) })
        else { return nil }
        self.init(left: String(halves[0]), right: String(halves[1]))
    }

    /// As an address writes it.
    public var text: String { "\(left)-\(right)" }

    static func short(_ sha256: String) -> String { String(sha256.prefix(length)) }
}
