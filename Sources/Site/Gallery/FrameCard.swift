/// A drawn frame of the gallery: HTML with gaps where one view's or one person's own goes.
struct FrameCard: Sendable {
    /// What goes into a gap.
    enum Gap: String, CaseIterable {
        /// The view's search and order, as the tail of the picture's address.
        case context
        /// What only the person who looks has marked.
        case own
    }

    /// All of it without what goes into the gaps.
    private let html: [UInt8]
    /// Where the gaps are, in order.
    private let gaps: [(offset: Int, gap: Gap)]

    init(html: [UInt8], gaps: [(offset: Int, gap: Gap)]) {
        // Kept by the thousand: without the room that drawing left at its end.
        self.html = html.withUnsafeBufferPointer { Array($0) }
        self.gaps = gaps
    }

    /// In bytes, about as memory holds it.
    var size: Int { html.count + gaps.count * 16 + 96 }

    /// Adds the frame to a page.
    func write(to page: inout [UInt8], context: [UInt8], own: [UInt8]) {
        var start = 0
        for (offset, gap) in gaps {
            page += html[start..<offset]
            start = offset
            switch gap {
            case .context: page += context
            case .own: page += own
            }
        }
        page += html[start...]
    }
}
