import Curation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addTagsAPI(to router: inout Router) {
        // Also what a field for tags goes on with while somebody types.
        router.get("/api/tags") { request in
            let limit = min(max(request.query["limit"].flatMap { Int($0) } ?? 100, 1), 200)
            let beginning = String((request.query["q"] ?? "").prefix(Tag.longest))
            let query = TagsQuery(beginning: beginning, after: request.query["after"], limit: limit)
            return .encoding(APITags(try await studio.library.answer(query))).cacheControl("no-store")
        }
        router.post("/api/tags/rename") { request in
            let asked = try decode(AskedRename.self, from: request, like: #"{"tag": "snow", "to": "powder snow"}"#)
            do {
                return .encoding(
                    APIAction(try await rename(asked.tag, to: asked.to, by: request.person), isRunning: false)
                )
            } catch LibraryError.taken {
                throw Problem.movedOn("There is a tag “\(asked.to)” already; the two can be merged.")
            }
        }
        router.post("/api/tags/merge") { request in
            let asked = try decode(AskedTags.self, from: request, like: #"{"tags": ["snow", "ice"], "into": "winter"}"#)
            return answer(try await merge(asked.tags, into: asked.into ?? "", by: request.person))
        }
        router.post("/api/tags/delete") { request in
            let asked = try decode(AskedTags.self, from: request, like: #"{"tags": ["snow", "ice"]}"#)
            return answer(try await deleteTags(asked.tags, by: request.person))
        }
    }

    private func answer(_ action: Action) -> Response {
        .encoding(APIAction(action, isRunning: curation.progress(of: action.id) != nil))
    }
}

/// The body of `POST /api/tags/rename`.
struct AskedRename: Decodable {
    var tag: String
    var to: String
}

/// The body of `POST /api/tags/merge` and `/api/tags/delete`.
struct AskedTags: Decodable {
    var tags: [String]
    var into: String?
}

/// A page of `GET /api/tags`.
struct APITags: Encodable {
    struct Entry: Encodable {
        var tag: String
        var count: Int
    }

    var tags: [Entry]
    /// What to pass as `after` for the next page; absent at the end.
    var after: String?

    init(_ answer: TagsQuery.Answer) {
        tags = answer.tags.map { Entry(tag: $0.label, count: $0.count) }
        after = answer.next
    }
}
