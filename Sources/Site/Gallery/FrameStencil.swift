import Library

/// The frame's template, drawn once with blanks: a thousand frames are then filled in and not drawn.
struct FrameStencil: Sendable {
    private let stencil: Stencil

    /// Draws the template for frames that have some values and not others.
    ///
    /// - Parameter names: the values that the frame has; the template leaves out what the others are for.
    init(_ names: [String], templates: Templates) throws {
        var view = View()
        for name in names { view[name] = Stencil.blank(name) }
        for gap in FrameCard.Gap.allCases { view[gap.rawValue] = Stencil.blank(gap.rawValue) }
        stencil = Stencil(try templates.render("gallery/card", view))
    }

    /// The frame with its values.
    func card(_ values: [String: String]) -> FrameCard {
        var parts: [(html: [UInt8], gap: FrameCard.Gap?)] = []
        var html: [UInt8] = []
        html.reserveCapacity(1200)
        stencil.walk { piece, blank in
            html += piece
            guard let blank else { return }
            if let gap = FrameCard.Gap(rawValue: blank) {
                parts.append((html, gap))
                html = []
            } else if let value = values[blank] {
                HTMLEscaper.escape(value, into: &html)
            }
        }
        parts.append((html, nil))
        return FrameCard(parts)
    }
}
