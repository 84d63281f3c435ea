import Catalog
import Foundation
import GRDB

@testable import Library

/// A library with comparisons to vote on.
struct Judging {
    let house: TemporaryLibrary
    var library: Library { house.library }
    let models: [Model]

    init() throws {
        house = try TemporaryLibrary()
        models = try Catalog.standard().models
    }

    /// A picture of its own request.
    func picture(
        _ prompt: String = "a pear",
        seed: Int64 = 7,
        model: Int = 2,
        with more: [String: ParameterValue] = [:]
    ) async throws -> Image {
        let model = models[model]
        var given: [String: ParameterValue] = ["prompt": .string(prompt), "seed": .integer(seed)]
        given.merge(more) { _, new in new }
        let new = NewGeneration(model: model, parameters: try model.validate(given), service: "test")
        let queued = try await library.enqueue(new, at: house.now)
        _ = try await library.move(queued.id, to: .submitting, at: house.now)
        _ = try await library.move(queued.id, to: .storing(requestID: nil), at: house.now)
        let result = GenerationResult(
            files: [(0, house.file("\(queued.id)"))],
            inferenceSeconds: Double(seed),
            verdict: nil
        )
        _ = try await library.complete(queued.id, with: result, at: house.now)
        guard let detail = try await library.answer(GenerationQuery(id: queued.id)), let image = detail.images.first
        else { throw LibraryError.notFound }
        return image
    }

    /// A comparison, open for votes, of pictures at their places.
    @discardableResult
    func compare(_ cells: [(x: Int, y: Int, image: Image)], tags: [String] = [], isOpen: Bool = true) async throws
        -> Int64
    {
        try await library.pool.write { db in
            try db.execute(
                sql:
                    "INSERT INTO comparison (name, plan, service, created_at, voting_at) VALUES ('c', '{}', 't', 0, ?)",
                arguments: [isOpen ? 1 : nil]
            )
            let id = db.lastInsertedRowID
            for cell in cells {
                try db.execute(
                    sql: "INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id) VALUES (?, ?, ?, 0, ?)",
                    arguments: [id, cell.x, cell.y, cell.image.generationID]
                )
            }
            for tag in tags {
                try db.execute(sql: "INSERT INTO comparison_tag VALUES (?, ?)", arguments: [tag, id])
            }
            return id
        }
    }

    /// Every model with every seed, as a comparison.
    @discardableResult
    func compareModels(_ count: Int, seeds: [Int64], tags: [String] = [], isOpen: Bool = true) async throws -> Int64 {
        var cells: [(x: Int, y: Int, image: Image)] = []
        for x in 0..<count {
            for (y, seed) in seeds.enumerated() { cells.append((x, y, try await picture(seed: seed, model: x))) }
        }
        return try await compare(cells, tags: tags, isOpen: isOpen)
    }

    func vote(
        _ left: Image.ID,
        _ outcome: Vote.Outcome,
        _ right: Image.ID,
        by person: String? = nil,
        judged: Int? = nil
    ) async throws -> Result<Vote, VoteFault> {
        try await library.vote(
            NewVote(left: left, right: right, outcome: outcome, person: person, judged: judged),
            at: house.now
        )
    }
}
