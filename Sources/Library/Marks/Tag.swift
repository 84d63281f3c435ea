/// A word that people give pictures to find them by; upper and lower case do not count.
public struct Tag: Sendable, Hashable {
    /// So many at once.
    public static let most = 30
    /// In characters.
    public static let longest = 60

    /// As it was written.
    public let label: String

    /// What makes it this tag: the label in lower case.
    public var value: String { label.lowercased() }

    /// Reads a tag; `nil` for nothing but blanks.
    ///
    /// - Throws: ``ChangeFault`` when it is too long.
    public init?(_ text: some StringProtocol) throws(ChangeFault) {
        label = Self.plain(text)
        guard !label.isEmpty else { return nil }
        guard label.count <= Self.longest, label.utf8.count <= 4 * Self.longest else {
            throw ChangeFault("A tag has at most \(Self.longest) characters: “\(label.prefix(20))…” is longer.")
        }
    }

    /// The tags of a text with commas between them, each once; none for an empty text.
    ///
    /// - Throws: ``ChangeFault`` when one is too long, or there are too many.
    public static func list(_ text: String) throws(ChangeFault) -> [Tag] {
        var tags: [Tag] = []
        for piece in text.prefix(4000).split(separator: ",") {
            guard let tag = try Tag(piece), !tags.contains(where: { $0.value == tag.value }) else { continue }
            tags.append(tag)
        }
        guard tags.count <= most else { throw ChangeFault("At most \(most) tags at once.") }
        return tags
    }

    /// One line with single blanks, without control characters.
    static func line(_ text: some StringProtocol) -> String {
        let kept = text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }
        return String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// One line with single blanks, without control characters and without the quotes that a search needs around it.
    static func plain(_ text: some StringProtocol) -> String {
        let kept = text.unicodeScalars.map { scalar -> Character in
            let isControl = scalar.properties.generalCategory == .control
            return isControl || "\"“”„".unicodeScalars.contains(scalar) ? " " : Character(scalar)
        }
        return String(kept).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
