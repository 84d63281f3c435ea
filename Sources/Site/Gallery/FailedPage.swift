import Foundation
import HTTPServer
import Library

extension Site {
    /// `is:failed`: no pictures, but what kept them from being made.
    func failed(_ address: GalleryAddress, _ request: Request) async throws -> Response {
        let before = request.query["before"].flatMap { Int64($0) } ?? .max
        let answer = try await studio.library.answer(
            FailedQuery(address.search, context: searchContext(request), before: before)
        )
        let view: View = [
            "heading": "Failed",
            "sentence": "Generations that brought no picture, newest first",
            "searchText": address.search.typed,
            "filtersAddress": address.address("/search"),
            "remarks": answer.remarks.map(\.sentence),
            "hasRows": !answer.generations.isEmpty,
            "rows": answer.generations.map { generation -> View in
                [
                    "address": "/generations/\(generation.id)", "id": generation.id,
                    "prompt": Words.excerpt(generation.prompt), "reason": generation.state.sentence ?? "",
                    "modelName": modelNames[generation.model] ?? generation.model,
                    "ago": Words.ago(generation.createdAt, now: now()), "exact": Words.exact(generation.createdAt),
                    "person": generation.person,
                ]
            },
            "nextAddress": answer.next.map { address.address("/", adding: [("before", String($0))]) },
        ]
        return try await page("gallery/failed", title: "Failed", section: "/", request: request, view)
    }
}
