/// A drawn frame of the gallery: HTML with gaps where one view's or one person's own goes.
struct FrameCard: Sendable {
    /// What goes into a gap.
    enum Gap: String, CaseIterable {
        /// The view's search and order, as the tail of the picture's address.
        case context
        /// What only the person who looks has marked.
        case own
    }

    /// HTML, and the gap that follows it, if one does.
    private let parts: [(html: [UInt8], gap: Gap?)]
    /// In bytes.
    let size: Int

    /// Cuts at `<!--context-->` and `<!--own-->`. Nobody can type these into a frame: what people write is escaped.
    init(_ html: String) {
        var parts: [(html: [UInt8], gap: Gap?)] = []
        for (index, piece) in html.components(separatedBy: "<!--").enumerated() {
            guard index > 0, let end = piece.range(of: "-->"), let gap = Gap(rawValue: String(piece[..<end.lowerBound]))
            else {
                parts.append((Array((index > 0 ? "<!--" : "").utf8) + Array(piece.utf8), nil))
                continue
            }
            parts[parts.count - 1].gap = gap
            parts.append((Array(piece[end.upperBound...].utf8), nil))
        }
        self.parts = parts
        size = parts.reduce(0) { $0 + $1.html.count }
    }

    /// Adds the frame to a page.
    func write(to page: inout [UInt8], context: [UInt8], own: [UInt8]) {
        for (html, gap) in parts {
            page += html
            switch gap {
            case .context: page += context
            case .own: page += own
            case nil: break
            }
        }
    }
}
