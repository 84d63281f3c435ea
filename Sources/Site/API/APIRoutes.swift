import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addAPI(to router: inout Router) {
        router.get("/api/generations/{id}") { (_, id: Int64) in
            let detail = try await generation(id)
            return .encoding(APIGeneration(detail.generation, images: detail.images, catalog: studio.catalog))
        }
        router.post("/api/generations") { request in
            let asked = try decode(
                AskedGeneration.self,
                from: request,
                like: #"{"model": "…", "parameters": {…}}"#
            )
            guard let model = studio.catalog[asked.model] else {
                throw Problem.faulty(.init([.init(field: "model", sentence: "No model is called “\(asked.model)”.")]))
            }
            let parameters: ParameterSet
            do throws(ParameterFaults) { parameters = try model.validate(asked.parameters) } catch {
                throw Problem.faulty(error)
            }
            let generation = try await studio.enqueue(
                parameters,
                for: model,
                by: asked.person.flatMap(Person.name) ?? request.person
            )
            return created(generation)
        }
        router.get("/api/images") { request in
            let view = GalleryAddress(request.query)
            let limit = min(max(request.query["limit"].flatMap { Int($0) } ?? 60, 1), 200)
            let answer = try await studio.library.answer(
                GalleryQuery(
                    view.search,
                    context: searchContext(request),
                    order: view.order,
                    start: GalleryQuery.Start(request.query),
                    limit: limit
                )
            )
            return .encoding(APIGallery(answer))
        }
        router.post("/api/images/{id}/regenerate") { (request, id: Int64) in
            try await refuseImported(id)
            let generation = try await studio.regenerate(id, by: request.person)
            return created(generation)
        }
    }

    private func created(_ generation: Generation) -> Response {
        var response = Response.encoding(APIGeneration(generation, catalog: studio.catalog), status: .created)
        response.headers[.location] = "/api/generations/\(generation.id)"
        return response
    }

    /// The body of a request, which must be JSON.
    ///
    /// - Parameter example: what the refusal shows.
    func decode<Value: Decodable>(_ type: Value.Type, from request: Request, like example: String) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(request.body))
        } catch {
            throw Problem.unreadable("The body must be JSON like \(example).")
        }
    }
}

/// The body of `POST /api/generations`.
struct AskedGeneration: Decodable {
    var model: String
    var parameters: [String: ParameterValue]
    /// The name of who asks.
    var person: String?
}
