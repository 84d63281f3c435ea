import Foundation
import Library
import Segmind
import Testing

@testable import Studio

/// What the service's history is asked for after the work is done, and what comes of it.
@Suite struct CostTests {
    @Test("the real costs of a few are asked for one by one, and written once")
    func few() async throws {
        try await CostHouse.run { house in
            let ids = try await house.finish("one", "two", "three")
            let (first, again) = (await settle(house), await settle(house))
            #expect(first && !again)
            for id in ids {
                let generation = try await house.generation(id)
                #expect(generation.isCostReal && generation.cost == house.model.listedPrice)
            }
            #expect(house.asked.pages == 0 && house.asked.requests == 3)
        }
    }

    @Test("the real costs of many are looked for on the newest pages, however much lies behind them")
    func many() async throws {
        try await CostHouse.run { house in
            try await house.makeElsewhere(350)
            let ids = try await house.finish("1", "2", "3", "4", "5", "6", "7")
            #expect(await settle(house))
            for id in ids { #expect(try await house.generation(id).isCostReal) }
            #expect(house.asked.pages == 1 && house.asked.requests == 0)
        }
    }

    @Test("costs of other generations that the pages tell of are left alone")
    func onlyTheWanted() async throws {
        try await CostHouse.run { house in
            let old = try await house.finish("old")
            house.time.advance(by: 7200)
            try await house.finish("1", "2", "3", "4", "5", "6")
            #expect(await settle(house))
            #expect(try await !house.generation(old[0]).isCostReal)
        }
    }

    @Test("a request that the pages do not show is asked for by its id")
    func hidden() async throws {
        try await CostHouse.run { house in
            try await house.finish("1", "2", "3", "4", "5", "6")
            let lost = try await house.mark("never arrived")
            _ = try await house.library.move(lost.id, to: .running(requestID: "unheard-of"), at: house.time.now)
            _ = try await house.library.move(lost.id, to: .failed("Gone."), at: house.time.now)
            #expect(await settle(house))
            #expect(house.asked.requests == 1)
            #expect(try await !house.generation(lost.id).isCostReal)
        }
    }

    @Test("what was lost is adopted when costs are settled, as slow models reach the history late")
    func adopts() async throws {
        try await CostHouse.run { house in
            let (lost, requestID) = try await house.lose("slow")
            #expect(await settle(house))
            #expect(try await house.generation(lost.id).state == .running(requestID: requestID))
            #expect(house.studio.adopted.takeAll() == [lost.id])
        }
    }

    @Test("what is being sent is left to its answer")
    func leavesWhatIsBeingSent() async throws {
        try await CostHouse.run { house in
            let (sent, _) = try await house.send("on its way")
            #expect(await !settle(house))
            #expect(try await house.generation(sent.id).state == .submitting)
            #expect(house.asked.pages == 0)
        }
    }

    @Test("a lost one is not given the request of a twin that is still being sent")
    func twins() async throws {
        try await CostHouse.run { house in
            let lost = try await house.mark("twin")
            _ = try await house.library.move(lost.id, to: .unresolved("Lost."), at: house.time.now)
            _ = try await house.send("twin")
            #expect(await !settle(house))
            #expect(try await house.generation(lost.id).state == .unresolved("Lost."))
        }
    }

    @Test("a lost one is looked for without reading what is older")
    func looksNoFurther() async throws {
        try await CostHouse.run { house in
            try await house.makeElsewhere(350)
            house.time.advance(by: 16 * 3600)
            let (lost, requestID) = try await house.lose("lost")
            let look = try await house.studio.lookAgain(lost.id)
            #expect(look == .found(requestID: requestID))
            // A page of what is older may have to be seen to know that it is.
            #expect(house.asked.pages == 2)
        }
    }

    @Test("after three days only a person has it looked for")
    func theOldStayWithThePerson() async throws {
        try await CostHouse.run { house in
            let (lost, requestID) = try await house.lose("old")
            house.time.advance(by: 3.5 * 86_400)
            await house.studio.lookForLost([lost])
            #expect(house.asked.pages == 0)
            let look = try await house.studio.lookAgain(lost.id)
            #expect(look == .found(requestID: requestID))
        }
    }

    private func settle(_ house: CostHouse) async -> Bool { await house.studio.settleCosts(sentWithin: 3600) }
}
