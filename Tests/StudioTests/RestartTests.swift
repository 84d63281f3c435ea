import Catalog
import Foundation
import Library
import Sandbox
import Synchronization
import TestSupport
import Testing

@testable import Studio

/// What a start makes of what the last run left open.
@Suite struct RestartTests {
    private let model: Model

    init() throws { model = try #require(try Catalog.standard()["sdxl1.0-dreamshaper"]) }

    /// Writes a generation, as another run would have, and brings it to a state.
    private func leave(_ prompt: String, in library: Library, service: String = "test") async throws -> Generation {
        let parameters = try model.validate(["prompt": .string(prompt), "seed": .integer(1)])
        return try await library.enqueue(.init(model: model, parameters: parameters, service: service), at: Date())
    }

    @Test func whatWasBeingSentIsLaidBeforeAPerson() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            _ = try await leave("cut off", in: library)
            _ = try await library.takeNext(Turn(service: "test"), at: Date())
        }) { house in
            let detail = try await house.wait(for: 1)
            #expect(detail.generation.state.word == "unresolved")
        }
    }

    @Test func whatWasQueuedGoesOn() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            _ = try await leave("waited", in: library)
        }) { house in
            let done = try await house.wait(for: 1)
            #expect(done.generation.state == .completed)
        }
    }

    @Test(arguments: ["running", "storing"])
    func whatTheServiceHasTakenIsFetched(_ state: String) async throws {
        try await TemporaryStudio.run(prepare: { library, client in
            let generation = try await leave("taken", in: library)
            _ = try await library.takeNext(Turn(service: "test"), at: Date())
            let id = try await client.submit(slug: model.slug, body: generation.request).requestID
            _ = try await library.move(1, to: .running(requestID: id), at: Date())
            if state == "storing" { _ = try await library.move(1, to: .storing(requestID: id), at: Date()) }
        }) { house in
            let done = try await house.wait(for: 1)
            #expect(done.generation.state == .completed)
            #expect(done.images.count == 1)
        }
    }

    @Test func aPictureThatWasInHandIsLaidBeforeAPersonAndHoldsNothingUp() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            for prompt in ["in hand", "next"] { _ = try await leave(prompt, in: library) }
            _ = try await library.takeNext(Turn(service: "test"), at: Date())
            _ = try await library.move(1, to: .storing(requestID: nil), at: Date())
        }) { house in
            let lost = try await house.wait(for: 1)
            #expect(lost.generation.state.word == "unresolved")
            let next = try await house.wait(for: 2)
            #expect(next.generation.state == .completed)
        }
    }

    @Test func whatAnotherServiceBeganWaitsForThatService() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            _ = try await leave("elsewhere", in: library, service: "https://elsewhere.example")
            _ = try await leave("here", in: library)
        }) { house in
            let here = try await house.wait(for: 2)
            #expect(here.generation.state == .completed)
            let elsewhere = try await house.studio.library.answer(GenerationQuery(id: 1))
            #expect(elsewhere?.generation.state == .queued)
        }
    }

    @Test func aStopWaitsForTheAnswerToASubmit() async throws {
        var options = TemporaryStudio.quick
        options.latency = 0.5
        try await TemporaryStudio.run(options: options) { house in
            let asked = try await house.ask("stopped", of: "sdxl1.0-realvis")
            _ = try await house.wait(for: asked.id) { $0.state == .submitting }
            house.queue.cancel()
            await house.queue.value
            let detail = try await house.studio.library.answer(GenerationQuery(id: asked.id))
            #expect(detail?.generation.state == .completed)
        }
    }

    @Test func aStopKeepsTheRequestIDOfWhatRuns() async throws {
        var options = TemporaryStudio.quick
        options.latency = 30
        try await TemporaryStudio.run(options: options) { house in
            let asked = try await house.ask("stopped")
            _ = try await house.wait(for: asked.id) { $0.state != .queued }
            house.queue.cancel()
            await house.queue.value
            let state = try await house.studio.library.answer(GenerationQuery(id: asked.id))?.generation.state
            guard case .running(let requestID)? = state else {
                Issue.record("it is \(String(describing: state))")
                return
            }
            #expect(!requestID.isEmpty)
        }
    }

    @Test(arguments: ["sdxl1.0-dreamshaper", "sdxl1.0-realvis"])
    func aLostAnswerIsFoundInTheHistory(_ slug: String) async throws {
        try await TemporaryStudio.run { house in
            let lost = try await house.wait(for: try await house.ask("a pear sandbox:drop", of: slug).id)
            #expect(lost.generation.state.word == "unresolved")
            // Somebody looks, or the studio does by itself; once is enough.
            _ = try? await house.studio.lookAgain(lost.generation.id)
            let found = try await house.wait(for: lost.generation.id) { $0.state == .completed }
            #expect(found.generation.requestID?.isEmpty == false)
            #expect(found.images.count == 1)
        }
    }

    @Test func whatIsNotInTheHistoryStaysWithThePerson() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            _ = try await leave("never sent", in: library)
            _ = try await library.takeNext(Turn(service: "test"), at: Date())
        }) { house in
            _ = try await house.wait(for: 1)
            let look = try await house.studio.lookAgain(1)
            #expect(look == .notFound)
            let detail = try await house.studio.library.answer(GenerationQuery(id: 1))
            #expect(detail?.generation.state.word == "unresolved")
        }
    }

    @Test func twoLostTwinsAreNotGivenTheSameRequest() async throws {
        try await TemporaryStudio.run(prepare: { library, client in
            for _ in 1...2 {
                _ = try await leave("twin", in: library)
                _ = try await library.takeNext(Turn(service: "test"), at: Date())
            }
            let body = try model.validate(["prompt": .string("twin"), "seed": .integer(1)]).json
            _ = try await client.submit(slug: model.slug, body: body)
        }) { house in
            for id in [Int64(1), 2] { _ = try await house.wait(for: id) }
            // Whichever was found by the studio itself meanwhile is no longer there to be looked for.
            for id in [Int64(1), 2] { _ = try? await house.studio.lookAgain(id) }
            let open = try await house.studio.library.answer(QueueQuery(service: "test")).unresolved.map(
                \.generation.id
            )
            #expect(open.count == 1)
        }
    }

    @Test func neverMoreInFlightThanTheLimit() async throws {
        var limits = TemporaryStudio.brisk
        limits.inFlight = 2
        try await TemporaryStudio.run(limits: limits) { house in
            let changes = house.studio.changes.listen()
            for number in 1...6 { _ = try await house.ask("number \(number)") }
            var most = 0
            for await _ in changes {
                let open = try await house.studio.library.answer(OpenGenerationsQuery())
                most = max(most, open.filter { $0.state != .queued }.count)
                if open.isEmpty { break }
            }
            #expect(most <= 2)
        }
    }
}
