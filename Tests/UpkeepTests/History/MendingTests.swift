import Foundation
import Library
import Segmind
import Testing

@testable import Upkeep

/// What failed here, and has its pictures in the history.
@Suite struct MendingTests {
    /// A generation of this house that failed after the service had taken it.
    private func fail(_ prompt: String, in house: ImportHouse) async throws -> (Generation, requestID: String) {
        house.clock.advance(by: 60)
        let sent = try await house.send(prompt)
        let id = try await house.client.submit(slug: sent.model, body: sent.request).requestID
        await house.sandbox.backend.settle()
        for state in [GenerationState.running(requestID: id), .failed("The picture could not be fetched.")] {
            _ = try await house.library.move(sent.id, to: state, at: house.clock.now)
        }
        return (sent, id)
    }

    @Test("a generation that failed here is completed with its pictures, its real cost and its old number")
    func completes() async throws {
        try await ImportHouse.run { house in
            let (failed, requestID) = try await fail("a plum", in: house)
            let elsewhere = try await house.makeElsewhere("a pear")
            let report = try await house.bring()
            #expect(report.mended == 1 && report.brought == 1 && report.known == 0 && report.isWhole)
            let details = try await house.generations()
            #expect(details.map(\.generation.requestID) == [requestID, elsewhere])
            let generation = details[0].generation
            #expect(generation.id == failed.id && generation.state == .completed && generation.remark == nil)
            #expect(details[0].images.map(\.sample) == [0])
            let price = try house.model().listedPrice
            #expect(generation.cost == price && generation.isCostReal)
            let found = try await house.library.answer(GalleryQuery(Search("plum*")))
            #expect(found.cards.count == 1)
        }
    }

    @Test("a generation that was left to a person is completed as well")
    func completesTheUnresolved() async throws {
        try await ImportHouse.run { house in
            house.clock.advance(by: 60)
            let sent = try await house.send("a fig")
            let id = try await house.client.submit(slug: sent.model, body: sent.request).requestID
            await house.sandbox.backend.settle()
            for state in [GenerationState.running(requestID: id), .unresolved("The service knows it no longer.")] {
                _ = try await house.library.move(sent.id, to: state, at: house.clock.now)
            }
            let report = try await house.bring()
            #expect(report.mended == 1 && report.known == 0 && report.costsSettled == 1)
            let details = try await house.generations()
            #expect(details.map(\.generation.state) == [.completed] && details[0].images.count == 1)
        }
    }

    @Test("what is mended is known to the next import, and the counters equal what the tables say")
    func mendsOnce() async throws {
        try await ImportHouse.run { house in
            _ = try await fail("a plum", in: house)
            try await house.bring()
            let again = try await house.bring()
            #expect(again.known == 1 && again.mended == 0 && again.brought == 0)
            let count = try await house.generations()[0].images.count
            #expect(count == 1)
            let gaps = try await house.library.answer(CounterGapQuery())
            #expect(gaps.isEmpty)
        }
    }

    @Test("what failed at the service as well stays failed")
    func leavesTheRest() async throws {
        try await ImportHouse.run { house in
            _ = try await fail("sandbox:fail", in: house)
            let report = try await house.bring()
            #expect(report.mended == 0 && report.known == 1)
            let states = try await house.generations().map(\.generation.state)
            #expect(states == [.failed("The picture could not be fetched.")])
        }
    }
}
