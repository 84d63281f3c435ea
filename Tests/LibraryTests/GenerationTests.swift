import Catalog
import Foundation
import Testing

@testable import Library

@Suite struct GenerationTests {
    let house: TemporaryLibrary

    init() throws { house = try TemporaryLibrary() }

    @Test func keepsTheExactRequest() async throws {
        let parameters = try house.model.validate([
            "prompt": .string("a \"quoted\" (cat:1.2)\nin 雪"), "seed": .integer(5),
        ])
        let generation = try await house.library.enqueue(
            .init(model: house.model, parameters: parameters, service: "test"),
            at: house.now
        )
        #expect(generation.request == parameters.json)
        #expect(try house.model.parameterSet(json: generation.request) == parameters)
        #expect(generation.state == .queued)
    }

    @Test func takesTheOldestFirstAndMarksItBeforeItIsSent() async throws {
        let first = try await house.enqueue("one")
        let second = try await house.enqueue("two")
        #expect(try await house.takeNext()?.id == first.id)
        #expect(try await house.takeNext()?.id == second.id)
        #expect(try await house.takeNext() == nil)
        let detail = try await house.library.answer(GenerationQuery(id: first.id))
        #expect(detail?.generation.state == .submitting)
    }

    @Test func aPostponedGenerationWaitsForItsTime() async throws {
        let generation = try await house.enqueue("later")
        _ = try await house.takeNext()
        let postponed = try await house.library.postpone(
            generation.id,
            until: house.now + 30,
            because: "Too many requests.",
            at: house.now
        )
        #expect(postponed.state == .queued)
        #expect(postponed.postponement?.reason == "Too many requests.")
        #expect(postponed.attempts == 1)
        #expect(try await house.takeNext(at: house.now + 29) == nil)
        #expect(try await !house.library.answer(IsDueQuery(service: "test", at: house.now + 29)))
        #expect(try await house.library.answer(IsDueQuery(service: "test", at: house.now + 30)))
        // A clock that was an hour ahead when it was written holds nothing for longer.
        #expect(try await house.library.answer(IsDueQuery(service: "test", at: house.now - 7200)))
        #expect(try await house.takeNext(at: house.now + 30)?.id == generation.id)
    }

    @Test func cannotSkipAState() async throws {
        let generation = try await house.enqueue("one")
        await #expect(throws: LibraryError.self) {
            try await house.library.move(generation.id, to: .completed, at: house.now)
        }
        await #expect(throws: LibraryError.self) {
            try await house.library.complete(
                generation.id,
                with: .init(files: [(0, house.file("x"))], inferenceSeconds: nil, verdict: nil),
                at: house.now
            )
        }
        // The transaction took the image back with it.
        #expect(try await house.library.answer(GalleryQuery()).cards.isEmpty)
    }

    @Test func aSubmittedGenerationCannotBeCancelled() async throws {
        let generation = try await house.enqueue("one")
        _ = try await house.takeNext()
        await #expect(throws: LibraryError.self) {
            try await house.library.move(generation.id, to: .cancelled, at: house.now)
        }
    }

    @Test func keepsTheRequestIDThroughToTheEnd() async throws {
        let generation = try await house.enqueue("one")
        _ = try await house.takeNext()
        _ = try await house.library.move(generation.id, to: .running(requestID: "r-1"), at: house.now)
        _ = try await house.library.move(generation.id, to: .storing(requestID: "r-1"), at: house.now)
        let done = try await house.library.complete(
            generation.id,
            with: .init(files: [(0, house.file("a"))], inferenceSeconds: 2, verdict: .near(distance: 3)),
            at: house.now + 4
        )
        #expect(done.requestID == "r-1")
        #expect(done.verdict == .near(distance: 3))
        #expect(done.finishedAt == house.now + 4)
    }

    @Test func oneRequestIDBelongsToOneGeneration() async throws {
        for prompt in ["one", "two"] { _ = try await house.enqueue(prompt) }
        _ = try await house.takeNext()
        _ = try await house.takeNext()
        _ = try await house.library.move(1, to: .running(requestID: "same"), at: house.now)
        await #expect(throws: LibraryError.self) {
            try await house.library.move(2, to: .running(requestID: "same"), at: house.now)
        }
    }

    @Test func countsWhoIsAhead() async throws {
        for prompt in ["one", "two", "three"] { _ = try await house.enqueue(prompt) }
        #expect(try await house.library.answer(GenerationQuery(id: 3))?.ahead == 2)
        #expect(try await house.library.answer(OpenCountQuery()) == 3)
    }

    @Test("What was asked for again is not asked for a third time from a stale page")
    func oneSuccessor() async throws {
        let lost = try await house.enqueue("one")
        _ = try await house.takeNext()
        _ = try await house.library.move(lost.id, to: .unresolved("lost"), at: house.now)
        let parameters = try house.model.validate(["prompt": .string("one"), "seed": .integer(7)])
        let again = NewGeneration(model: house.model, parameters: parameters, service: "test", successorOf: lost.id)
        let successor = try await house.library.enqueue(again, at: house.now)
        await #expect(throws: LibraryError.self) { try await house.library.enqueue(again, at: house.now) }
        let old = try await house.library.answer(GenerationQuery(id: lost.id))?.generation
        #expect(old?.successor == successor.id)
        let open = try await house.library.answer(OpenCountQuery())
        #expect(open == 1)
    }

    @Test("Only what is unresolved is given up, not what was found meanwhile")
    func givingUp() async throws {
        let lost = try await house.enqueue("one")
        _ = try await house.takeNext()
        _ = try await house.library.move(lost.id, to: .unresolved("lost"), at: house.now)
        _ = try await house.library.move(lost.id, to: .running(requestID: "r"), at: house.now)
        await #expect(throws: LibraryError.self) {
            try await house.library.giveUp(lost.id, because: "enough", at: house.now)
        }
    }

    @Test("A request id that another generation has is an error of its own")
    func takenRequestID() async throws {
        for prompt in ["one", "two"] { _ = try await house.enqueue(prompt) }
        for _ in 1...2 { _ = try await house.takeNext() }
        _ = try await house.library.move(1, to: .running(requestID: "same"), at: house.now)
        do throws(LibraryError) {
            _ = try await house.library.move(2, to: .running(requestID: "same"), at: house.now)
            Issue.record("it was written twice")
        } catch {
            guard case .taken = error else { throw error }
        }
    }
}
