import Foundation
import GRDB
import Testing

@testable import Library

@Suite("Requests that are sent again") struct DriftTests {
    private let shelf: TemporaryLibrary

    init() throws { shelf = try TemporaryLibrary() }

    private func request(_ image: Image) throws -> NewDrift.Request {
        let parameters = try shelf.model.validate(["prompt": .string("a pear"), "seed": .integer(7)])
        let parent = Generation.Parent(imageID: image.id, relation: .regeneration)
        return .init(
            images: [image.id],
            wish: .init(model: shelf.model, parameters: parameters, service: "test", parent: parent)
        )
    }

    private func image(_ prompt: String) async throws -> Image {
        let generation = try await shelf.complete(prompt)
        return try #require(try await shelf.library.answer(GenerationQuery(id: generation.id))?.images.first)
    }

    @Test("A thousand are written in one transaction, in their order, and linked to their pictures")
    func thousand() async throws {
        let image = try await image("a pear")
        let requests = try (0..<1000).map { _ in try request(image) }
        let (id, generations) = try await shelf.library.begin(.init(name: "All", requests: requests), at: shelf.now)
        #expect(generations.count == 1000)
        let answer = try #require(try await shelf.library.answer(DriftQuery(id: id)))
        #expect(answer.pairs.map(\.generation) == generations)
        #expect(answer.pairs.allSatisfy { $0.state == .queued && $0.original?.id == image.id && $0.again == nil })
        let child = try #require(try await shelf.library.answer(GenerationQuery(id: generations[0])))
        #expect(child.generation.parent == .init(imageID: image.id, relation: .regeneration))
    }

    @Test("The same form asks once")
    func once() async throws {
        let new = NewDrift(name: "Twice", once: "form", requests: [try request(try await image("a pear"))])
        let first = try await shelf.library.begin(new, at: shelf.now)
        let second = try await shelf.library.begin(new, at: shelf.now)
        #expect(second.id == first.id && second.generations.isEmpty)
        let later = try await shelf.library.begin(new, at: shelf.now.addingTimeInterval(60))
        #expect(later.id != first.id)
        let list = try await shelf.library.answer(DriftsQuery())
        #expect(list.map(\.drift.id) == [later.id, first.id])
        #expect(list.allSatisfy { $0.total == 1 && $0.open == 1 && $0.drifted == 0 })
        #expect(try await shelf.library.answer(DriftsQuery(before: later.id)).map(\.drift.id) == [first.id])
    }

    @Test("What takes the place of a request that failed is looked at in its stead")
    func successors() async throws {
        let image = try await image("a pear")
        let (id, generations) = try await shelf.library.begin(
            .init(name: "Again", requests: [try request(image)]),
            at: shelf.now
        )
        _ = try await shelf.library.move(generations[0], to: .cancelled, at: shelf.now)
        var wish = try request(image).wish
        wish.successorOf = generations[0]
        let successor = try await shelf.library.enqueue(wish, at: shelf.now)
        #expect(try await shelf.library.answer(DriftQuery(id: id))?.pairs.map(\.generation) == [successor.id])
    }

    @Test("A picture that was deleted leaves its number")
    func deletedPictures() async throws {
        let image = try await image("a pear")
        let (id, _) = try await shelf.library.begin(.init(name: "Gone", requests: [try request(image)]), at: shelf.now)
        try await shelf.library.pool.write { db in
            try db.execute(sql: "DELETE FROM image WHERE id = ?", arguments: [image.id])
        }
        let pair = try #require(try await shelf.library.answer(DriftQuery(id: id))?.pairs.first)
        #expect(pair.imageID == image.id && pair.original == nil)
    }

    @Test("A comparison's pictures are every sample of every cell, in the cells' order")
    func comparisons() async throws {
        let (one, two) = (try await shelf.complete("one", samples: 2), try await shelf.complete("two"))
        try await shelf.library.pool.write { db in
            try db.execute(
                sql: """
                    INSERT INTO comparison (id, name, plan, service, created_at) VALUES (5, 'Foxes', '{}', 'test', 1);
                    INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id)
                    VALUES (5, 0, 0, 0, \(two.id)), (5, 1, 0, 0, \(one.id)), (5, 2, 0, 0, NULL);
                    """
            )
        }
        let subject = try #require(try await shelf.library.answer(ComparisonPicturesQuery(id: 5)))
        #expect(subject.name == "Foxes")
        #expect(subject.images == [3, 1, 2])
        #expect(try await shelf.library.answer(ComparisonPicturesQuery(id: 6))?.name == nil)
        let (id, _) = try await shelf.library.begin(.init(name: "Of it", comparison: 5, requests: []), at: shelf.now)
        #expect(try await shelf.library.answer(DriftQuery(id: id))?.drift.comparison == 5)
    }

    @Test("Every step of a report goes along an index")
    func indexes() async throws {
        let plans = try await shelf.library.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT 1 FROM drift_pair JOIN generation ON generation.id = drift_pair.generation_id
                    LEFT JOIN image AS original ON original.id = drift_pair.image_id
                    LEFT JOIN image AS again
                      ON again.generation_id = generation.id AND again.sample = coalesce(original.sample, 0)
                    WHERE drift_id = 1 ORDER BY number
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plans.allSatisfy { $0.hasPrefix("SEARCH") }, "\(plans)")
    }
}
