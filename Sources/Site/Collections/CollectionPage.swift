import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addCollection(to router: inout Router) {
        router.get("/collections/{id}") { (request, id: Int64) in
            try await collection(id, request)
        }
        router.post("/collections/{id}") { (request, id: Int64) in
            let known = try await collection(id).collection
            var form = CollectionForm(try request.form())
            if known.isSmart, form.search.isEmpty { form.refuseEmptySearch() }
            guard let details = form.details else { return try await collection(id, request, form: form) }
            do throws(LibraryError) {
                try await studio.library.changeCollection(id, to: details)
                if known.isSmart { try await studio.library.changeCollection(id, search: form.search) }
            } catch .taken {
                form.refuseName()
                return try await collection(id, request, form: form)
            }
            return .seeOther("/collections/\(id)")
        }
        router.post("/collections/{id}/delete") { (request, id: Int64) in
            let action = try await studio.library.dropCollection(id, by: request.person, at: now())
            return .seeOther("/collections?done=\(action.id)")
        }
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func collection(_ id: ImageCollection.ID, _ context: SearchContext = .init()) async throws -> CollectionQuery.Detail
    {
        guard let detail = try await studio.library.answer(CollectionQuery(id: id, context: context)) else {
            throw Problem.notFound(
                "There is no collection \(id). If it was deleted, “What was done” can bring it back for 30 days."
            )
        }
        return detail
    }

    /// The page, with what was typed where that could not be kept.
    private func collection(
        _ id: ImageCollection.ID,
        _ request: Request,
        form: CollectionForm? = nil
    ) async throws -> Response {
        let context = searchContext(request)
        let detail = try await collection(id, context)
        let address = CollectionAddress(detail.collection)
        cards.noticeOthers(studio.library.othersWrites)
        let age = cards.age
        let query = GalleryQuery(
            address.gallery.search,
            context: context,
            order: address.gallery.order,
            start: GalleryQuery.Start(request.query),
            limit: CollectionAddress.perPage,
            needsCard: { [cards] id in cards.isMissing(id) }
        )
        let answer = try await studio.library.answer(GalleryPageQuery(query))
        let view = CollectionView(site: self, request: request, detail: detail, answer: answer, form: form)
        let frame = frame.view(
            title: detail.collection.name,
            section: Self.collectionsRoom,
            request: request,
            openCount: answer.openCount,
            standstill: standstillView
        )
        let notice: View = ["notice": try await notice(for: request)]
        let html = try templates.render("collections/page", frame.with(notice).with(view.all()))
        let frames = try await draw(answer.page, address: address.gallery, age: age)
        return Response.html(
            Stencil(html).filled([CollectionView.frames: frames]),
            status: form == nil ? .ok : .badRequest
        )
    }
}

/// Where the pictures of a collection are: on its own page, and in the gallery.
struct CollectionAddress {
    /// More than in the gallery: they are put in order here.
    static let perPage = 120

    let id: ImageCollection.ID
    /// What is in it, as a search, in its own order.
    let gallery: GalleryAddress

    init(_ collection: ImageCollection) {
        id = collection.id
        gallery =
            collection.search.map { GalleryAddress(search: Search($0)) }
            ?? GalleryAddress(search: .collection(collection.name), order: .hand)
    }

    /// The page, beginning before or after a place.
    func page(_ name: String, _ cursor: Cursor) -> String {
        "/collections/\(id)?\(Query([(name, cursor.text)]).encoded)"
    }
}
