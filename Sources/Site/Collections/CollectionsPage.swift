import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// The address of the room that collections have: their sheets are its.
    static let collectionsRoom = "/collections"

    func addCollections(to router: inout Router) {
        router.get("/collections") { request in
            let query = CollectionsQuery(after: request.query["after"], context: searchContext(request))
            let answer = try await studio.library.answer(query)
            let view: View = [
                "hasCollections": !answer.entries.isEmpty,
                "collections": answer.entries.map { entry in self.view(of: entry) },
                "firstAddress": query.after == nil ? nil : "/collections",
                "nextAddress": answer.next.map { "/collections?\(Query([("after", $0)]).encoded)" },
            ]
            return try await page(
                "collections/index",
                title: "Collections",
                section: Self.collectionsRoom,
                request: request,
                view
            )
        }
        // With `q` it is to be a smart one.
        router.get("/collections/new") { request in
            try await newCollection(CollectionForm(search: GalleryAddress(request.query).search.typed), request)
        }
        router.post("/collections") { request in
            var form = CollectionForm(try request.form())
            guard let details = form.details else { return try await newCollection(form, request) }
            do throws(LibraryError) {
                let id = try await studio.library.makeCollection(
                    details,
                    search: form.search.isEmpty ? nil : form.search,
                    by: request.person,
                    at: now()
                )
                return .seeOther("/collections/\(id)")
            } catch .taken {
                form.refuseName()
                return try await newCollection(form, request)
            }
        }
        addCollection(to: &router)
        addArranging(to: &router)
        addCollectionExport(to: &router)
    }

    private func newCollection(_ form: CollectionForm, _ request: Request) async throws -> Response {
        var view = form.view
        if !form.search.isEmpty {
            let query = GalleryCountQuery(Search(form.search), context: searchContext(request))
            view["foundText"] = Words.pictures(try await studio.library.answer(query))
        }
        return try await page(
            "collections/new",
            title: "New collection",
            section: Self.collectionsRoom,
            request: request,
            status: form.isFaulty ? .badRequest : .ok,
            view
        )
    }

    private func view(of entry: CollectionsQuery.Entry) -> View {
        let collection = entry.collection
        var view: View = [
            "address": "/collections/\(collection.id)", "name": collection.name, "isSmart": collection.isSmart,
            "countText": entry.count.map(Words.pictures) ?? "Follows its search",
            "excerpt": collection.description.isEmpty ? nil : Words.excerpt(collection.description, 140),
        ]
        if let cover = entry.cover {
            view["cover"] = self.view(of: cover).with(["source": "/thumbnails/\(cover.sha256)"])
        }
        return view
    }
}

extension Words {
    /// `1,234 pictures`, or `1,000+ pictures` where counting ended.
    static func pictures(_ count: GalleryCountQuery.Answer) -> String {
        count.isCapped ? "\(Words.count(count.count))+ pictures" : pictures(count.count)
    }
}

extension Search {
    /// All of a collection, as a person would type it.
    static func collection(_ name: String) -> Search { Search("in:\"\(name)\"") }
}
