/// A page drawn once, with blanks that each request fills in: what is the same for many is not drawn again.
struct Stencil: Sendable {
    /// The bytes between the blanks, and what each blank is called: one fewer than there are bytes.
    private let pieces: [[UInt8]]
    private let blanks: [String]

    /// Cuts a drawn page at its blanks.
    init(_ html: String) {
        var pieces: [[UInt8]] = []
        var blanks: [String] = []
        // A mark begins and ends with the same word, which nobody who types can know.
        for (index, part) in html.components(separatedBy: Self.word).enumerated() {
            if index.isMultiple(of: 2) { pieces.append(Array(part.utf8)) } else { blanks.append(part) }
        }
        self.pieces = pieces
        self.blanks = blanks
    }

    /// What a view holds in place of a value that each request fills in.
    static func blank(_ name: String) -> String { word + name + word }

    private static let word = "blank" + String(UInt64.random(in: .min ... .max), radix: 36)

    /// The bytes in order, each with the blank that follows it.
    func walk(_ visit: (_ piece: [UInt8], _ blank: String?) -> Void) {
        for (index, piece) in pieces.enumerated() { visit(piece, index < blanks.count ? blanks[index] : nil) }
    }

    /// The page with its blanks filled; the values are HTML. A blank without a value stays empty.
    func filled(_ values: [String: [UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        let size = blanks.reduce(pieces.reduce(0) { $0 + $1.count }) { $0 + (values[$1]?.count ?? 0) }
        bytes.reserveCapacity(size)
        walk { piece, blank in
            bytes += piece
            if let blank, let value = values[blank] { bytes += value }
        }
        return bytes
    }
}
