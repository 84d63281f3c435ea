import Catalog
import Foundation

@testable import Library

/// A library of prompts in a folder of its own, with a clock that goes a second with every save.
final class PromptHouse: Sendable {
    let house: TemporaryLibrary
    var library: Library { house.library }

    init() throws { house = try TemporaryLibrary() }

    /// A moment, so many seconds after the first.
    func second(_ number: Int) -> Date { house.now.addingTimeInterval(TimeInterval(number)) }

    @discardableResult
    func add(
        _ title: String = "",
        _ text: String = "a red fox",
        negative: String = "",
        notes: String = "",
        tags: [String] = [],
        model: String? = nil,
        picture: String? = nil,
        by person: String? = nil,
        at second: Int = 0
    ) async throws -> Prompt.ID {
        try await library.addPrompt(
            try PromptContent(
                title: title,
                text: text,
                negativeText: negative,
                notes: notes,
                tags: tags,
                model: model
            ),
            picture: picture,
            by: person,
            at: self.second(second)
        )
    }

    func prompt(_ id: Prompt.ID) async throws -> Prompt {
        guard let detail = try await library.answer(PromptQuery(id: id)) else { throw LibraryError.notFound }
        return detail.prompt
    }

    /// A new version with another text.
    @discardableResult
    func save(
        _ text: String,
        to id: Prompt.ID,
        over number: Int,
        message: String = "",
        by person: String? = nil,
        at second: Int = 1
    ) async throws -> PromptSaving {
        var content = try await prompt(id).head.content
        content.text = text
        return try await library.save(
            content,
            to: id,
            over: number,
            message: message,
            by: person,
            at: self.second(second)
        )
    }

    /// The titles of what a search finds, newest first.
    func find(_ typed: String, by person: String? = nil) async throws -> [String] {
        let context = SearchContext(person: person, modelNames: ["sdxl1.0-dreamshaper": "Dreamshaper"])
        return try await library.answer(PromptsQuery(Search(typed), context: context)).entries.map(\.prompt.title)
    }

    /// A finished picture that came from a version.
    @discardableResult
    func picture(
        of prompt: Prompt.ID,
        _ version: Int = 1,
        rating: Int = 0,
        isEdited: Bool = false,
        text: String = "a red fox"
    ) async throws -> Image.ID {
        let parameters = try house.model.validate(["prompt": .string(text), "seed": .integer(7)])
        let new = NewGeneration(
            model: house.model,
            parameters: parameters,
            service: "test",
            source: PromptSource(prompt: prompt, version: version, isEdited: isEdited)
        )
        let queued = try await library.enqueue(new, at: house.now)
        _ = try await library.move(queued.id, to: .submitting, at: house.now)
        _ = try await library.move(queued.id, to: .storing(requestID: nil), at: house.now)
        _ = try await library.complete(
            queued.id,
            with: .init(files: [(0, house.file("\(queued.id)"))], inferenceSeconds: 1, verdict: nil),
            at: house.now
        )
        guard let image = try await library.answer(GenerationQuery(id: queued.id))?.images.first else {
            throw LibraryError.notFound
        }
        if rating > 0 { _ = try await library.begin(.rate(rating), to: [image.id], of: 1, by: nil, at: house.now) }
        return image.id
    }

    /// Whether counters and indexes say what the tables say.
    func isSound() async throws -> Bool {
        let gaps = try await library.answer(CounterGapQuery())
        try await library.pool.write { db in
            try db.execute(sql: "INSERT INTO prompt_text (prompt_text, rank) VALUES ('integrity-check', 1)")
            try db.execute(sql: "INSERT INTO image_text (image_text, rank) VALUES ('integrity-check', 1)")
        }
        return gaps.isEmpty
    }
}
