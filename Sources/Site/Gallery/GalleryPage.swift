import Catalog
import Foundation
import HTTPServer
import Library

extension Site {
    func addGallery(to router: inout Router) {
        router.get("/") { request in
            let address = GalleryAddress(request.query)
            let context = searchContext(request)
            let answer = try await studio.library.answer(
                GalleryQuery(
                    address.search,
                    context: context,
                    order: address.order,
                    start: GalleryQuery.Start(request.query),
                    needsCard: { [cards] id in cards[id] == nil }
                )
            )
            let count = try await studio.library.answer(GalleryCountQuery(address.search, context: context))
            return try await gallery(answer, count: count, address: address, request: request)
        }
    }

    private func gallery(
        _ answer: GalleryQuery.Answer,
        count: GalleryCountQuery.Answer,
        address: GalleryAddress,
        request: Request
    ) async throws -> Response {
        let heading = address.search.isEmpty ? "Gallery" : "Search"
        var view: View = [
            "heading": heading,
            "countText": count.isCapped ? "\(Words.count(count.count))+ pictures" : Words.pictures(count.count),
            "searchText": address.search.typed,
            "remarks": answer.remarks.map(\.sentence),
            "modelFilters": modelFilters(address),
            "size": FrameSize(request: request).step,
            "hasCards": !answer.frames.isEmpty,
            "hasPager": answer.hasNewer || answer.hasOlder || answer.reached != nil,
            "empty": answer.frames.isEmpty ? empty(address, holds: count.count > 0) : nil,
        ]
        if answer.hasNewer, let first = answer.frames.first {
            view["newerAddress"] = address.address("/", adding: [("after", first.cursor.text)])
            view["newestAddress"] = address.address("/")
        }
        if let last = answer.hasOlder ? answer.frames.last?.cursor : answer.reached {
            view["olderAddress"] = address.address("/", adding: [("before", last.text)])
        }
        let open = try await studio.library.answer(OpenCountQuery())
        let frame = frame.view(
            title: heading,
            section: "/",
            request: request,
            openCount: open,
            standstill: standstillView
        )
        let page = Cut(try templates.render("gallery/page", frame.with(view)), at: "<!--frames-->")
        return .html(try join(page, answer.frames, context: address.address("")))
    }

    private func modelFilters(_ address: GalleryAddress) -> [View] {
        let others = address.search.without(["model"])
        let current = address.search.value(of: "model")
        let all: View = [
            "label": "All models", "address": address.with(others).address("/"), "isCurrent": current == nil,
        ]
        return [all]
            + studio.catalog.models.map { model in
                [
                    "label": model.name,
                    "address": address.with(others.adding("model:\"\(model.slug)\"")).address("/"),
                    "isCurrent": model.slug == current,
                ]
            }
    }

    private func empty(_ address: GalleryAddress, holds: Bool) -> View {
        if holds {
            return [
                "title": "Nothing further", "sentence": "The pictures end before this place.",
                "address": address.address("/"), "action": "To the newest",
            ]
        }
        if !address.search.isEmpty {
            return [
                "title": "Nothing found", "sentence": "No picture has all of this. Fewer words and filters find more.",
                "address": "/", "action": "Show everything",
            ]
        }
        return [
            "title": "An empty sheet",
            "sentence":
                "Every picture the team makes appears here, with its prompt, its seed and the way to make it again.",
            "address": "/generate", "action": "Make the first picture",
        ]
    }

    /// The page with its frames between, each from the cache or drawn now.
    private func join(_ page: Cut, _ frames: [GalleryQuery.Frame], context: String) throws -> [UInt8] {
        let context = Array(HTMLEscaper().escapeText(context).utf8)
        var bytes = page.head
        bytes.reserveCapacity(page.head.count + page.tail.count + frames.count * 1100)
        for frame in frames {
            guard let drawn = try card(frame) else { continue }
            bytes += drawn.head
            bytes += context
            bytes += drawn.tail
        }
        return bytes + page.tail
    }

    private func card(_ frame: GalleryQuery.Frame) throws -> Cut? {
        if let drawn = cards[frame.id] { return drawn }
        guard let card = frame.card else { return nil }
        let drawn = Cut(try templates.render("gallery/card", view(of: card)), at: "<!--context-->")
        cards.insert(drawn, for: frame.id)
        return drawn
    }

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
            "modelName": name,
            "label": "Picture \(card.id), \(name): \(Words.excerpt(card.prompt, 80))",
            "alt": Words.excerpt(card.prompt),
        ]
    }
}

/// How large the frames are, from 1 to 5, as a person last set it.
struct FrameSize {
    let step: Int

    init(request: Request) {
        let wanted = request.cookies["frames"].flatMap { Int($0) } ?? 3
        step = min(max(wanted, 1), 5)
    }
}
