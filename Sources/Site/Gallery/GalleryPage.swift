import Catalog
import Foundation
import HTTPServer
import Library

extension Site {
    func addGallery(to router: inout Router) {
        router.get("/") { request in
            let address = GalleryAddress(request.query)
            if address.search.wantsFailed { return try await failed(address, request) }
            cards.noticeOthers(studio.library.othersWrites)
            let edition = studio.library.edition
            try await months.refresh(studio.library)
            let context = searchContext(request)
            let age = cards.age
            let query = GalleryQuery(
                address.search,
                context: context,
                order: address.order,
                start: GalleryQuery.Start(request.query),
                needsCard: { [cards] id in cards.isMissing(id) }
            )
            let known = counts.answer(for: address.search, of: context.person, edition: edition)
            let answer = try await studio.library.answer(GalleryPageQuery(query, count: known))
            if known == nil { counts.keep(answer.count, for: address.search, of: context.person, edition: edition) }
            let page = GalleryView(
                site: self,
                request: request,
                address: address,
                answer: answer,
                notice: try await notice(for: request)
            )
            return .html(try page.html(frames: try await draw(answer.page, address: address, age: age)))
        }
    }

    /// The frames of a page, each from the cache or drawn now.
    private func draw(_ page: GalleryQuery.Answer, address: GalleryAddress, age: Int) async throws -> [UInt8] {
        for card in page.cards { cards.insert(try drawn(card), for: card.id, age: age) }
        let fresh = Dictionary(page.cards.map { ($0.id, $0) }) { first, _ in first }
        let context = Array(HTMLEscaper().escapeText(address.address("")).utf8)
        let own = Array(favouriteMark.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(page.frames.count * 1200)
        for (frame, cached) in zip(page.frames, cards.cards(of: page.frames.map(\.id))) {
            var card = cached
            if card == nil, let read = fresh[frame.id] { card = try drawn(read) }
            // Forgotten between the question and now.
            if card == nil, let read = try await studio.library.answer(CardQuery(id: frame.id)) {
                card = try drawn(read)
            }
            card?.write(to: &bytes, context: context, own: page.favourites.contains(frame.id) ? own : [])
        }
        return bytes
    }

    private func drawn(_ card: GalleryQuery.Card) throws -> FrameCard {
        FrameCard(try templates.render("gallery/card", view(of: card)))
    }

    private var favouriteMark: String { #"<span class="favoured" title="A favourite of yours"></span>"# }

    /// A frame's values, for the gallery and for strips of thumbnails.
    func view(of card: GalleryQuery.Card) -> View {
        let name = modelNames[card.model] ?? card.model
        return [
            "id": card.id,
            "ratio": Ratio.name(width: card.width, height: card.height),
            "colour": card.colour ?? "#808080",
            "thumbnail": "/thumbnails/\(card.sha256)",
            "width": card.width,
            "height": card.height,
            "seed": card.seed.map(String.init),
            "rating": card.rating > 0 ? card.rating : nil,
            "modelName": name,
            "label": "Picture \(card.id), \(name): \(Words.excerpt(card.prompt, 80))",
            "alt": Words.excerpt(card.prompt),
        ]
    }
}
