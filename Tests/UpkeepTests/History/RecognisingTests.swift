import Foundation
import Library
import Pictures
import Segmind
import Testing

@testable import Upkeep

/// The history's requests that are this house's own.
@Suite struct RecognisingTests {
    /// A generation of this house whose picture came by the synchronous endpoint, without a request id.
    private func makeHere(_ prompt: String, in house: ImportHouse) async throws -> Generation {
        house.clock.advance(by: 60)
        let sent = try await house.send(prompt)
        let result = try await house.client.generate(slug: sent.model, body: sent.request)
        await house.sandbox.backend.settle()
        guard case .bytes(let bytes)? = result.outputs.first else { throw SegmindError.unfinished }
        let picture = try await PictureStore(folder: house.folder.path).place(bytes)
        _ = try await house.library.move(sent.id, to: .storing(requestID: nil), at: house.clock.now)
        return try await house.library.complete(
            sent.id,
            with: GenerationResult(files: [(0, ImageFile(picture))]),
            at: house.clock.now
        )
    }

    @Test("a synchronous generation is recognised, with its request id and its real cost")
    func synchronousGeneration() async throws {
        try await ImportHouse.run { house in
            let here = try await makeHere("a fig", in: house)
            let report = try await house.bring()
            #expect(report.recognised == 1 && report.brought == 0)
            let details = try await house.generations()
            #expect(details.count == 1 && details[0].generation.id == here.id)
            #expect(details[0].generation.requestID != nil && details[0].generation.isCostReal)
            let price = try house.model().listedPrice
            #expect(details[0].generation.cost == price)
            let again = try await house.bring()
            #expect(again.known == 1 && again.recognised == 0)
        }
    }

    @Test("a generation whose answer was lost is not doubled; the person or the program settles it")
    func lostAnswer() async throws {
        try await ImportHouse.run { house in
            house.clock.advance(by: 60)
            let sent = try await house.send("a date")
            _ = try await house.client.submit(slug: sent.model, body: sent.request)
            await house.sandbox.backend.settle()
            _ = try await house.library.move(sent.id, to: .unresolved("Lost."), at: house.clock.now)
            let report = try await house.bring()
            #expect(report.brought == 0 && report.counts == [.awaited: 1] && report.isWhole)
            let details = try await house.generations()
            #expect(details.map(\.generation.state) == [.unresolved("Lost.")])
            #expect(details[0].generation.requestID == nil)
        }
    }

    @Test("of two requests that are the same, the one made elsewhere is brought, the other left to its generation")
    func twins() async throws {
        try await ImportHouse.run { house in
            let elsewhere = try await house.makeElsewhere("twin")
            house.clock.advance(by: 600)
            let sent = try await house.send("twin")
            let own = try await house.client.submit(slug: sent.model, body: sent.request).requestID
            await house.sandbox.backend.settle()
            let report = try await house.bring()
            #expect(report.brought == 1 && report.counts == [.awaited: 1])
            #expect(report.notes.map(\.requestID) == [own])
            let ids = try await house.generations().map(\.generation.requestID)
            #expect(ids == [nil, elsewhere])
            // Once its answer is in, nothing is left to bring.
            _ = try await house.library.move(sent.id, to: .running(requestID: own), at: house.clock.now)
            let again = try await house.bring()
            #expect(again.brought == 0 && again.known == 2)
        }
    }

    @Test("a twin of another day, another seed or another service is another request")
    func noTwins() async throws {
        try await ImportHouse.run { house in
            _ = try await house.send("a nut")
            house.clock.advance(by: 3 * 86_400)
            try await house.makeElsewhere("a nut")
            let report = try await house.bring()
            #expect(report.brought == 1 && report.counts.isEmpty)
        }
    }

    @Test("the real cost of a generation with a known request id is written once")
    func realCosts() async throws {
        try await ImportHouse.run { house in
            house.clock.advance(by: 60)
            let sent = try await house.send("a plum sandbox:gone")
            let id = try await house.client.submit(slug: sent.model, body: sent.request).requestID
            await house.sandbox.backend.settle()
            for state in [GenerationState.running(requestID: id), .failed("The picture could not be fetched.")] {
                _ = try await house.library.move(sent.id, to: state, at: house.clock.now)
            }
            let query = CostsToSettleQuery(service: house.service, since: SandboxTime.start)
            let open = try await house.library.answer(query)
            #expect(open.map(\.requestID) == [id])
            let report = try await house.bring()
            #expect(report.counts == [.gone: 1] && report.costsSettled == 1 && report.brought == 0)
            let generation = try await house.generations()[0].generation
            let price = try house.model().listedPrice
            #expect(generation.isCostReal && generation.cost == price)
            let settled = try await house.library.answer(query)
            #expect(settled.isEmpty)
            let again = try await house.bring()
            #expect(again.costsSettled == 0)
        }
    }
}
