import Library

/// The frame's template, drawn once with blanks: a thousand frames are then filled in and not drawn.
struct FrameStencil: Sendable {
    /// What a frame shows of its image, by its name in the template.
    enum Field: String, CaseIterable {
        case id, ratio, colour, thumbnail, width, height, seed, rating, modelName, label, alt
    }

    private enum Slot {
        case field(Field)
        case gap(FrameCard.Gap)
    }

    private let pieces: [(html: [UInt8], slot: Slot?)]

    /// Draws the template for frames that have some fields and not others, which it leaves out.
    init(_ fields: [Field], templates: Templates) throws {
        var view = View()
        for field in fields { view[field.rawValue] = Stencil.blank(field.rawValue) }
        for gap in FrameCard.Gap.allCases { view[gap.rawValue] = Stencil.blank(gap.rawValue) }
        var pieces: [(html: [UInt8], slot: Slot?)] = []
        Stencil(try templates.render("gallery/card", view)).walk { html, blank in
            let gap = blank.flatMap(FrameCard.Gap.init(rawValue:)).map(Slot.gap)
            pieces.append((html, gap ?? blank.flatMap(Field.init(rawValue:)).map(Slot.field)))
        }
        self.pieces = pieces
    }

    /// The frame with its fields' values, which are escaped here.
    func card(_ value: (Field) -> String) -> FrameCard {
        var html: [UInt8] = []
        html.reserveCapacity(1400)
        var gaps: [(offset: Int, gap: FrameCard.Gap)] = []
        for piece in pieces {
            html += piece.html
            switch piece.slot {
            case .field(let field): HTMLEscaper.escape(value(field), into: &html)
            case .gap(let gap): gaps.append((html.count, gap))
            case nil: break
            }
        }
        return FrameCard(html: html, gaps: gaps)
    }
}

/// The values of one image's frame.
struct FrameValues {
    let card: GalleryQuery.Card
    let modelName: String

    /// The fields that it has.
    var fields: [FrameStencil.Field] {
        FrameStencil.Field.allCases.filter { field in
            switch field {
            case .seed: card.seed != nil
            case .rating: card.rating > 0
            default: true
            }
        }
    }

    /// A field's value as text.
    func value(_ field: FrameStencil.Field) -> String {
        switch field {
        case .id: String(card.id)
        case .ratio: Ratio.name(width: card.width, height: card.height)
        case .colour: card.colour ?? "#808080"
        case .thumbnail: "/thumbnails/" + card.sha256
        case .width: String(card.width)
        case .height: String(card.height)
        case .seed: card.seed.map(String.init) ?? ""
        case .rating: String(card.rating)
        case .modelName: modelName
        case .label: "Picture \(card.id), \(modelName): \(Words.excerpt(card.prompt, 80))"
        case .alt: Words.excerpt(card.prompt)
        }
    }
}
