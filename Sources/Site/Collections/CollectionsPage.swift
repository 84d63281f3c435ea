import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addCollections(to router: inout Router) {
        router.get("/collections") { request in
            try await collections(request)
        }
        router.post("/collections/{id}/rename") { (request, id: Int64) in
            let name: String
            do throws(ChangeFault) {
                name = try Change.collectionName(try request.collectionName)
            } catch {
                return try await collections(request, fault: (id, error.sentence))
            }
            do throws(LibraryError) {
                try await studio.library.renameCollection(id, to: name)
            } catch .taken {
                return try await collections(request, fault: (id, "Another collection is called “\(name)”."))
            }
            return .seeOther("/collections")
        }
        router.post("/collections/{id}/delete") { (_, id: Int64) in
            try await studio.library.deleteCollection(id)
            return .seeOther("/collections")
        }
    }

    private func collections(_ request: Request, fault: (id: Int64, sentence: String)? = nil) async throws -> Response {
        let collections = try await studio.library.answer(CollectionsQuery())
        let view: View = [
            "hasCollections": !collections.isEmpty,
            "collections": collections.map { collection -> View in
                [
                    "collectionID": collection.id,
                    "name": collection.name,
                    "address": GalleryAddress(search: .collection(collection.name)).address("/"),
                    "countText": Words.pictures(collection.count),
                    "thumbnail": collection.newest.map { "/thumbnails/\($0)" },
                    "fault": fault?.id == collection.id ? fault?.sentence : nil,
                ]
            },
        ]
        return try await page(
            "collections/page",
            title: "Collections",
            section: "/",
            request: request,
            status: fault == nil ? .ok : .badRequest,
            view
        )
    }
}

extension Request {
    fileprivate var collectionName: String {
        get throws(ChangeFault) {
            guard let form = try? form() else { throw ChangeFault("A collection needs a name.") }
            return form["name"] ?? ""
        }
    }
}

extension Search {
    /// All of a collection, as a person would type it.
    static func collection(_ name: String) -> Search { Search("in:\"\(name)\"") }
}
