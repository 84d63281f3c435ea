import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addCollectionsAPI(to router: inout Router) {
        router.get("/api/collections") { request in
            let query = CollectionsQuery(after: request.query["after"], context: searchContext(request))
            return .encoding(APICollections(try await studio.library.answer(query)))
        }
        router.post("/api/collections") { request in
            let example = #"{"name": "Best of March", "description": "", "search": "rating:5", "ids": [1, 2]}"#
            let asked = try decode(AskedCollection.self, from: request, like: example)
            let details = try CollectionDetails(name: asked.name ?? "", description: asked.description ?? "")
            let search = try asked.search?.value.map(Self.saved)
            let images = try asked.ids.map { try SelectionForm.ids($0) } ?? []
            guard search == nil || images.isEmpty else { throw LibraryError.notByHand }
            let id = try await named(details.name) {
                try await studio.library.makeCollection(details, search: search, by: request.person, at: now())
            }
            if !images.isEmpty {
                _ = try await curation.apply(.collect(details.name), to: .images(images), by: request.person)
            }
            var response = Response.encoding(try await apiCollection(id, request), status: .created)
            response.headers[.location] = "/api/collections/\(id)"
            return response
        }
        router.get("/api/collections/{id}") { (request, id: Int64) in
            .encoding(try await apiCollection(id, request))
        }
        // What is left out stays as it is; a cover that is null is the first picture.
        router.put("/api/collections/{id}") { (request, id: Int64) in
            let example = #"{"name": "Best", "description": "", "search": "rating:5", "cover_image_id": 7}"#
            let asked = try decode(AskedCollection.self, from: request, like: example)
            let known = try await collection(id).collection
            let search = try asked.search.map { try Self.saved($0.value ?? "") }
            if search != nil, !known.isSmart { throw Problem.unreadable("This collection is put together by hand.") }
            let details = try CollectionDetails(
                name: asked.name ?? known.name,
                description: asked.description ?? known.description
            )
            try await named(details.name) { try await studio.library.changeCollection(id, to: details) }
            if let search { try await studio.library.changeCollection(id, search: search) }
            if let cover = asked.cover { try await studio.library.changeCollection(id, cover: cover.value) }
            return .encoding(try await apiCollection(id, request))
        }
        router.delete("/api/collections/{id}") { (request, id: Int64) in
            let action = try await studio.library.dropCollection(id, by: request.person, at: now())
            return .encoding(APIAction(action, isRunning: false))
        }
        router.post("/api/collections/{id}/moves") { (request, id: Int64) in
            let example = #"{"ids": [3], "before": 7}, or "after", or "to": "start", "earlier", "later", "end""#
            let asked = try decode(AskedMove.self, from: request, like: example)
            let images = try SelectionForm.ids(asked.ids)
            return .encoding(APIMove(try await move(images, in: id, to: try asked.spot, by: request.person)))
        }
        router.post("/api/collections/{id}/sort") { (request, id: Int64) in
            let asked = try decode(AskedOrder.self, from: request, like: #"{"order": "rating"}"#)
            let action = try await sort(id, by: asked.order, person: request.person)
            return .encoding(APIAction(action, isRunning: curation.progress(of: action.id) != nil))
        }
    }

    private func apiCollection(_ id: ImageCollection.ID, _ request: Request) async throws -> APICollection {
        let context = searchContext(request)
        let detail = try await collection(id, context)
        let address = CollectionAddress(detail.collection).gallery
        let limit = min(max(request.query["limit"].flatMap { Int($0) } ?? 60, 1), 200)
        let query = GalleryQuery(
            address.search,
            context: context,
            order: address.order,
            start: GalleryQuery.Start(request.query),
            limit: limit
        )
        let answer = try await studio.library.answer(GalleryPageQuery(query))
        var collection = APICollection(detail.collection, count: answer.count, cover: detail.cover?.id)
        let gallery = APIGallery(answer.page)
        collection.images = gallery.images
        collection.before = gallery.before
        return collection
    }

    /// - Throws: ``Problem`` where the name is another's.
    private func named<Value>(_ name: String, _ body: () async throws -> Value) async throws -> Value {
        do {
            return try await body()
        } catch LibraryError.taken {
            throw Problem.movedOn("Another collection is called “\(name)”.")
        }
    }

    /// A search that a smart collection can follow.
    private static func saved(_ typed: String) throws -> String {
        let form = CollectionForm(name: "-", description: "", search: typed)
        if let fault = form.faults["search"] { throw Problem.unreadable(fault) }
        guard !form.search.isEmpty else { throw Problem.unreadable("A smart collection needs a search to follow.") }
        return form.search
    }
}

/// The body of `POST /api/collections` and `PUT /api/collections/{id}`.
struct AskedCollection: Decodable {
    /// A value that may be null, which is something else than left out.
    struct Nullable<Value: Decodable>: Decodable {
        var value: Value?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            value = container.decodeNil() ? nil : try container.decode(Value.self)
        }
    }

    var name: String?
    var description: String?
    var search: Nullable<String>?
    var cover: Nullable<Int64>?
    var ids: [Int64]?

    enum CodingKeys: String, CodingKey {
        case name, description, search, ids
        case cover = "cover_image_id"
    }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decodeIfPresent(String.self, forKey: .name)
        description = try container.decodeIfPresent(String.self, forKey: .description)
        ids = try container.decodeIfPresent([Int64].self, forKey: .ids)
        search = container.contains(.search) ? try container.decode(Nullable.self, forKey: .search) : nil
        cover = container.contains(.cover) ? try container.decode(Nullable.self, forKey: .cover) : nil
    }
}

/// The body of `POST /api/collections/{id}/moves`.
struct AskedMove: Decodable {
    var ids: [Int64]
    var to: String?
    var before: Int64?
    var after: Int64?

    /// - Throws: ``Problem`` where it says none or several.
    var spot: CollectionSpot {
        get throws(Problem) {
            switch (to, before, after) {
            case (let word?, nil, nil): try CollectionSpot(word: word, picture: nil)
            case (nil, let picture?, nil): .before(picture)
            case (nil, nil, let picture?): .after(picture)
            default: throw .unreadable("One of “to”, “before” and “after” says where.")
            }
        }
    }
}

/// The body of `POST /api/collections/{id}/sort`.
struct AskedOrder: Decodable {
    var order: String
}

/// What came of a move, as programs see it.
struct APIMove: Encodable {
    /// What undoes it; null where everything stood there already.
    var actionID: Action.ID?
    var moved: Int

    enum CodingKeys: String, CodingKey {
        case moved
        case actionID = "action_id"
    }

    init(_ move: Library.Move) {
        actionID = move.action?.id
        moved = move.moved
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(actionID, forKey: .actionID)
        try container.encode(moved, forKey: .moved)
    }
}

/// A collection as programs see it.
struct APICollection: Encodable {
    var id: Int64
    var name: String
    var description: String
    /// What a smart one looks for; null for one that is put together by hand.
    var search: String?
    var count: Int?
    /// Whether there may be more than were counted.
    var isCapped: Bool
    var coverImageID: Int64?
    var person: String?
    var createdAt: String
    var url: String
    /// Its pictures in order, where it was asked for by itself.
    var images: [APIGallery.Entry]?
    /// What to pass as `before` for the next of them.
    var before: String?

    enum CodingKeys: String, CodingKey {
        case id, name, description, search, count, person, url, images, before
        case isCapped = "is_capped"
        case coverImageID = "cover_image_id"
        case createdAt = "created_at"
    }

    init(_ collection: ImageCollection, count: GalleryCountQuery.Answer?, cover: Image.ID?) {
        id = collection.id
        name = collection.name
        description = collection.description
        search = collection.search
        self.count = count?.count
        isCapped = count?.isCapped ?? true
        coverImageID = cover
        person = collection.person
        createdAt = Words.exact(collection.createdAt)
        url = "/collections/\(collection.id)"
    }

    /// Null, not absent, but for what belongs to one that was asked for by itself.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(description, forKey: .description)
        try container.encode(search, forKey: .search)
        try container.encode(count, forKey: .count)
        try container.encode(isCapped, forKey: .isCapped)
        try container.encode(coverImageID, forKey: .coverImageID)
        try container.encode(person, forKey: .person)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(url, forKey: .url)
        try container.encodeIfPresent(images, forKey: .images)
        try container.encodeIfPresent(before, forKey: .before)
    }
}

/// A page of `GET /api/collections`.
struct APICollections: Encodable {
    var collections: [APICollection]
    /// What to pass as `after` for the next page; absent at the end.
    var after: String?

    init(_ answer: CollectionsQuery.Answer) {
        collections = answer.entries.map { APICollection($0.collection, count: $0.count, cover: $0.cover?.id) }
        after = answer.next
    }
}
