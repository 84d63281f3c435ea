import Catalog
import Foundation
import HTTPServer
import Library

extension Site {
    func addGallery(to router: inout Router) {
        router.get("/", fromMemory: unchangedGallery) { request in
            let tag = galleryTag(request)
            let address = GalleryAddress(request.query)
            if address.search.wantsFailed { return try await failed(address, request) }
            cards.noticeOthers(studio.library.othersWrites)
            try await months.refresh(studio.library)
            let age = cards.age
            let answer = try await galleryPage(address, request)
            let page = GalleryView(
                site: self,
                request: request,
                address: address,
                answer: answer,
                notice: try await notice(for: request)
            )
            let html = try page.html(frames: try await draw(answer.page, address: address, age: age))
            let response = Response.html(html).cacheControl("private, no-cache")
            return tag.map { response.etag($0, weak: true) } ?? response
        }
    }

    /// What a page shows: as it is known of this edition, or asked of the library.
    private func galleryPage(_ address: GalleryAddress, _ request: Request) async throws -> GalleryPageQuery.Answer {
        let edition = studio.library.edition
        let context = searchContext(request)
        let start = GalleryQuery.Start(request.query)
        let key = PageCache.Key(
            typed: address.search.typed,
            order: address.order,
            start: start,
            person: context.person
        )
        let isTimeless = Self.isTimeless(request)
        if isTimeless, let known = pages.page(key, edition: edition) { return known }
        let query = GalleryQuery(
            address.search,
            context: context,
            order: address.order,
            start: start,
            needsCard: { [cards] id in cards.isMissing(id) }
        )
        let count = isTimeless ? counts.answer(for: address.search, of: context.person, edition: edition) : nil
        let answer = try await studio.library.answer(GalleryPageQuery(query, count: count))
        if isTimeless {
            if count == nil { counts.keep(answer.count, for: address.search, of: context.person, edition: edition) }
            pages.keep(answer, as: key, edition: edition)
        }
        return answer
    }

    /// What was found is found again until the library changes; not so what is of today.
    private static func isTimeless(_ request: Request) -> Bool {
        guard let typed = request.query["q"]?.lowercased() else { return true }
        return !typed.contains("today") && !typed.contains("yesterday")
    }

    /// 304 where the browser holds the page of this edition.
    private func unchangedGallery(_ request: Request) -> Response? {
        guard let tag = galleryTag(request), request.holds(etag: tag) else { return nil }
        return .notModified(etag: tag, weak: true)
    }

    /// What all that a page of the gallery shows comes from: the library's edition, the address, and the cookies.
    ///
    /// It is of this run of the program alone. While the queue stands still there is none: the page counts seconds then.
    private func galleryTag(_ request: Request) -> String? {
        guard studio.standstill == nil, Self.isTimeless(request) else { return nil }
        var hasher = Hasher()
        hasher.combine(studio.library.edition)
        hasher.combine(request.target)
        hasher.combine(request.field("cookie"))
        return String(UInt(bitPattern: hasher.finalize()), radix: 36)
    }

    /// The frames of a page, each from the cache or drawn now.
    func draw(_ page: GalleryQuery.Answer, address: GalleryAddress, age: Int) async throws -> [UInt8] {
        let ids = page.frames.map(\.id)
        let cached = cards.cards(of: ids)
        var fresh: [Image.ID: FrameCard] = [:]
        for card in page.cards { fresh[card.id] = try drawn(card) }
        // Forgotten since the page was read.
        let missing = zip(ids, cached).filter { $0.1 == nil && fresh[$0.0] == nil }.map(\.0)
        if !missing.isEmpty {
            for (id, card) in try await studio.library.answer(CardsQuery(ids: missing)) { fresh[id] = try drawn(card) }
        }
        for (id, card) in fresh { cards.insert(card, for: id, age: age) }
        let context = Array(HTMLEscaper().escapeText(address.address("")).utf8)
        let own = Array(favouriteMark.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(page.frames.count * 1400)
        for (frame, card) in zip(page.frames, cached) {
            let isFavourite = page.favourites.contains(frame.id)
            (card ?? fresh[frame.id])?.write(to: &bytes, context: context, own: isFavourite ? own : [])
        }
        return bytes
    }

    private func drawn(_ card: GalleryQuery.Card) throws -> FrameCard {
        let values = values(of: card)
        let shape = (card.seed == nil ? 0 : 1) + (card.rating > 0 ? 2 : 0)
        let known = frameStencils[shape]
        let stencil = try known ?? FrameStencil(values.fields, templates: templates)
        if known == nil { frameStencils[shape] = stencil }
        return stencil.card(values.value)
    }

    private var favouriteMark: String { #"<span class="favoured" title="A favourite of yours"></span>"# }

    /// A frame's values, for the gallery and for strips of thumbnails.
    func view(of card: GalleryQuery.Card) -> View {
        let values = values(of: card)
        var view = View()
        for field in values.fields { view[field.rawValue] = values.value(field) }
        return view
    }

    private func values(of card: GalleryQuery.Card) -> FrameValues {
        FrameValues(card: card, modelName: modelNames[card.model] ?? card.model)
    }
}
