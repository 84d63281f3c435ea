import Catalog
import Foundation
import HTTPServer
import Library

extension Site {
    func addGallery(to router: inout Router) {
        router.get("/") { request in
            let filter = try GalleryFilter(request.query, catalog: studio.catalog)
            let page = try await studio.library.answer(filter.gallery(.init(request.query)))
            let count = try await studio.library.answer(
                GalleryCountQuery(model: filter.model?.slug, search: filter.search)
            )
            return try await gallery(page, count: count, filter: filter, request: request)
        }
    }

    private func gallery(
        _ answer: GalleryQuery.Answer,
        count: GalleryCountQuery.Answer,
        filter: GalleryFilter,
        request: Request
    ) async throws -> Response {
        let cards = answer.cards
        let heading = filter.model?.name ?? (filter.typed.isEmpty ? "Gallery" : "Search")
        var view: View = [
            "heading": heading,
            "countText": count.isCapped ? "\(Words.count(count.count))+ pictures" : Words.pictures(count.count),
            "searchText": filter.typed,
            "searchModel": filter.model?.slug,
            "searchNote": filter.typed.isEmpty || filter.search != nil
                ? nil : "“\(filter.typed)” holds no word to look for, so everything is shown.",
            "modelFilters": modelFilters(filter),
            "size": FrameSize(request: request).step,
            "hasCards": !cards.isEmpty,
            "hasPager": answer.hasNewer || answer.hasOlder,
            "empty": cards.isEmpty ? empty(filter, holds: count.count > 0) : nil,
        ]
        if answer.hasNewer, let first = cards.first {
            view["newerAddress"] = filter.address("/", adding: [("after", String(first.id))])
            view["newestAddress"] = filter.address("/")
        }
        if answer.hasOlder, let last = cards.last {
            view["olderAddress"] = filter.address("/", adding: [("before", String(last.id))])
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
        return .html(try join(page, cards, context: filter.address("")))
    }

    private func modelFilters(_ filter: GalleryFilter) -> [View] {
        let all: View = [
            "label": "All models", "address": filter.with(model: nil).address("/"), "isCurrent": filter.model == nil,
        ]
        return [all]
            + studio.catalog.models.map { model in
                [
                    "label": model.name, "address": filter.with(model: model).address("/"),
                    "isCurrent": model.slug == filter.model?.slug,
                ]
            }
    }

    private func empty(_ filter: GalleryFilter, holds: Bool) -> View {
        if holds {
            return [
                "title": "Nothing further", "sentence": "The pictures end before this place.",
                "address": filter.address("/"), "action": "To the newest",
            ]
        }
        if filter.search != nil {
            return [
                "title": "Nothing found", "sentence": "No prompt has all of these words. Fewer words find more.",
                "address": "/", "action": "Show everything",
            ]
        }
        if let model = filter.model {
            return [
                "title": "Nothing from \(model.name) yet", "sentence": model.summary,
                "address": "/generate/\(model.slug)", "action": "Make the first picture",
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
    private func join(_ page: Cut, _ cards: [GalleryQuery.Card], context: String) throws -> [UInt8] {
        let context = Array(HTMLEscaper().escapeText(context).utf8)
        var bytes = page.head
        bytes.reserveCapacity(page.head.count + page.tail.count + cards.count * 1100)
        for card in cards {
            let drawn = try self.cards.card(for: card.id) {
                Cut(try templates.render("gallery/card", view(of: card)), at: "<!--context-->")
            }
            bytes += drawn.head
            bytes += context
            bytes += drawn.tail
        }
        return bytes + page.tail
    }

    /// A frame's values, for the gallery and for strips of thumbnails.
    func view(of card: GalleryQuery.Card) -> View {
        let name = studio.catalog[card.model]?.name ?? card.model
        return [
            "id": card.id,
            "ratio": Ratio.name(width: card.width, height: card.height),
            "colour": card.colour,
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
