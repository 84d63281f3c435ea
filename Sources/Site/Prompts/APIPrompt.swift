import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    private static let promptExample = #"{"title": "…", "text": "…", "tags": ["…"]}"#

    func addPromptsAPI(to router: inout Router) {
        router.get("/api/prompts") { request in
            let limit = min(max(request.query["limit"].flatMap { Int($0) } ?? 30, 1), 200)
            let query = PromptsQuery(
                Search(request.query["q"] ?? ""),
                context: searchContext(request),
                before: request.query["before"].flatMap { Int64($0) },
                limit: limit
            )
            return .encoding(APIPrompts(try await studio.library.answer(query)))
        }
        router.post("/api/prompts") { request in
            let asked = try decode(AskedPrompt.self, from: request, like: Self.promptExample)
            let content = try content(asked, onto: nil)
            let id = try await studio.library.addPrompt(
                content,
                message: PromptVersion.message(asked.message ?? ""),
                by: request.person(saying: asked.person),
                at: now()
            )
            var response = Response.encoding(APIPrompt(try await promptDetail(id).prompt), status: .created)
            response.headers[.location] = "/api/prompts/\(id)"
            return response
        }
        router.get("/api/prompts/{id}") { (_, id: Prompt.ID) in
            .encoding(APIPrompt(try await promptDetail(id).prompt))
        }
        router.get("/api/prompts/{id}/versions/{number}") { (_, id: Prompt.ID, number: Int64) in
            .encoding(APIPrompt(try await promptDetail(id).prompt, version: try await promptVersion(id, number)))
        }
        router.put("/api/prompts/{id}") { (request, id: Prompt.ID) in
            let asked = try decode(AskedPrompt.self, from: request, like: #"{"version": 3, "text": "…"}"#)
            guard let read = asked.version else {
                throw Problem.faulty(.init([.init(field: "version", sentence: "Which version was changed?")]))
            }
            let base = try await promptVersion(id, Int64(read))
            let saving = try await studio.library.save(
                try content(asked, onto: base.content),
                to: id,
                over: read,
                message: PromptVersion.message(asked.message ?? ""),
                by: request.person(saying: asked.person),
                at: now()
            )
            let present = APIPrompt(try await promptDetail(id).prompt)
            guard case .overtaken(let version) = saving else { return .encoding(present) }
            let sentence =
                "\(version.person ?? "Somebody") saved version \(version.number) meanwhile. Nothing was changed."
            return .encoding(APIOvertaken(error: sentence, present: present), status: .conflict)
        }
    }

    /// What is asked to be saved; what is not named stays as it is.
    private func content(_ asked: AskedPrompt, onto base: PromptContent?) throws(Problem) -> PromptContent {
        let model = asked.model ?? base?.model
        do throws(PromptFault) {
            return try PromptContent(
                title: asked.title ?? base?.title ?? "",
                text: asked.text ?? base?.text ?? "",
                negativeText: asked.negativeText ?? base?.negativeText ?? "",
                notes: asked.notes ?? base?.notes ?? "",
                tags: asked.tags ?? base?.tags ?? [],
                model: model,
                parameters: try asked.parameters.map { given throws(PromptFault) in
                    try PromptParameters.settle(given, for: model.flatMap { studio.catalog[$0] })
                } ?? base?.parameters ?? ParameterSet()
            )
        } catch {
            throw .faulty(.init([.init(field: error.field, sentence: error.sentence)]))
        }
    }
}

/// The body of `POST /api/prompts` and `PUT /api/prompts/{id}`.
struct AskedPrompt: Decodable {
    /// The version that was read before it was changed.
    var version: Int?
    var title: String?
    var text: String?
    var negativeText: String?
    var notes: String?
    var tags: [String]?
    /// Empty for none.
    var model: String?
    var parameters: [String: ParameterValue]?
    /// What there is to say of the change.
    var message: String?
    /// The name of who asks.
    var person: String?

    enum CodingKeys: String, CodingKey {
        case version, title, text, notes, tags, model, parameters, message, person
        case negativeText = "negative_text"
    }
}

/// A prompt as programs see it, in its present version or an older one.
struct APIPrompt: Encodable {
    var prompt: Prompt
    var version: PromptVersion

    init(_ prompt: Prompt, version: PromptVersion? = nil) {
        self.prompt = prompt
        self.version = version ?? prompt.head
    }

    enum CodingKeys: String, CodingKey {
        case id, version, title, text, notes, tags, model, parameters, message, author, url
        case negativeText = "negative_text"
        case savedBy = "saved_by"
        case savedAt = "saved_at"
        case isTrashed = "is_trashed"
    }

    /// Every key is always there, absent values as null: a program need not guess.
    func encode(to encoder: any Encoder) throws {
        let content = version.content
        let parameters = content.parameters.entries.map { ($0.name, $0.value) }
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(prompt.id, forKey: .id)
        try container.encode(version.number, forKey: .version)
        try container.encode(content.title, forKey: .title)
        try container.encode(content.text, forKey: .text)
        try container.encode(content.negativeText, forKey: .negativeText)
        try container.encode(content.notes, forKey: .notes)
        try container.encode(content.tags, forKey: .tags)
        try container.encode(content.model, forKey: .model)
        try container.encode(Dictionary(parameters) { first, _ in first }, forKey: .parameters)
        try container.encode(version.message, forKey: .message)
        try container.encode(prompt.author, forKey: .author)
        try container.encode(version.person, forKey: .savedBy)
        try container.encode(Words.exact(version.savedAt), forKey: .savedAt)
        try container.encode(prompt.trashedAt != nil, forKey: .isTrashed)
        try container.encode("/prompts/\(prompt.id)/versions/\(version.number)", forKey: .url)
    }
}

/// A page of the prompt library as programs see it.
struct APIPrompts: Encodable {
    var prompts: [APIPrompt]
    /// What to pass as `before` for the next page; absent at the end.
    var before: String?
    /// What was read differently from how it may have been meant; absent when nothing was.
    var remarks: [String]?

    init(_ answer: PromptsQuery.Answer) {
        prompts = answer.entries.map { APIPrompt($0.prompt) }
        before = answer.next.map(String.init)
        remarks = answer.remarks.isEmpty ? nil : answer.remarks.map(\.sentence)
    }
}

/// A refusal to save over what somebody else saved meanwhile.
struct APIOvertaken: Encodable {
    var error: String
    var present: APIPrompt
}
