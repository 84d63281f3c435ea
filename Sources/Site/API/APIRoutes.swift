import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

extension Site {
    func addAPI(to router: inout Router) {
        router.get("/api/generations/{id}") { (_, id: Int64) in
            let detail = try await generation(id)
            var answer = APIGeneration(detail.generation, images: detail.images, catalog: studio.catalog)
            answer.wording = try await studio.library.answer(WordingQuery(of: id)).map(APIWording.init)
            return .encoding(answer)
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
            let worded = try await worded(asked, parameters, for: model)
            let generation = try await studio.enqueue(
                worded.parameters,
                for: model,
                by: request.person(saying: asked.person),
                wording: worded.wording
            )
            return try await created(generation)
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
            return try await created(generation)
        }
    }

    /// The words of a request: drawn when that is asked for, else sent as they are.
    private func worded(
        _ asked: AskedGeneration,
        _ parameters: ParameterSet,
        for model: Model
    ) async throws -> WordedRequest {
        guard asked.expand ?? (asked.styles != nil || asked.fields != nil) else {
            return WordedRequest(parameters: parameters)
        }
        let choices = try await wordChoices(styles: asked.styles, fields: asked.fields)
        do {
            return try await studio.word(parameters, for: model, choices)
        } catch let faults as ParameterFaults {
            throw Problem.faulty(faults)
        }
    }

    private func created(_ generation: Generation) async throws -> Response {
        var answer = APIGeneration(generation, catalog: studio.catalog)
        answer.wording = try await studio.library.answer(WordingQuery(of: generation.id)).map(APIWording.init)
        var response = Response.encoding(answer, status: .created)
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
    /// Whether the words of the texts are drawn from the seed; else they are sent as they are, braces and all. Styles
    /// and fields ask for it too.
    var expand: Bool?
    /// The names of styles.
    var styles: [String]?
    /// What fields are filled in with.
    var fields: [String: String]?
}
