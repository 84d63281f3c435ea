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

    init(_ parts: [(html: [UInt8], gap: Gap?)]) {
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
