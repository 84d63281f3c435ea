import Foundation
import Library
import Sandbox
import Segmind
import TestSupport
import Testing

@testable import Studio

@Suite struct BreakerTests {
    private let breaker = Breaker()
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    @Test(arguments: [
        (SegmindError.keyRefused("no"), Breaker.Pause.Fault.keyRefused), (.forbidden("no"), .forbidden),
        (.noCredits("no"), .noCredits), (.notSent("refused"), .unreachable),
    ])
    func oneSuchAnswerIsEnough(_ error: SegmindError, _ fault: Breaker.Pause.Fault) {
        #expect(breaker.wasNotTaken(error, at: now))
        #expect(breaker.pause?.fault == fault)
        #expect(!breaker.admits())
    }

    @Test func faultsInARowPauseTheQueueAndSingleOnesDoNot() {
        for _ in 1...2 { #expect(!breaker.wasNotTaken(.badGateway(""), at: now)) }
        breaker.wasTaken()
        for _ in 1...2 { #expect(!breaker.wasNotTaken(.answerLost(""), at: now)) }
        #expect(breaker.wasNotTaken(.unavailable("", retryAfter: nil), at: now))
    }

    @Test(arguments: [
        SegmindError.badParameters(""), .unknown(""), .requestFailed(""), .tooManyRequests("", retryAfter: 3),
    ])
    func whatIsWrongWithOneRequestPausesNothing(_ error: SegmindError) {
        for _ in 1...5 { #expect(!breaker.wasNotTaken(error, at: now)) }
        #expect(breaker.admits())
    }

    @Test func afterAGoodAnswerOneIsSentToSee() {
        breaker.wasNotTaken(.notSent(""), at: now)
        breaker.wasProbed(nil, at: now)
        #expect(breaker.admits())
        #expect(!breaker.admits())
        breaker.wasTaken()
        #expect(breaker.admits())
        #expect(breaker.admits())
    }

    @Test func whatWasNotSentAfterAllIsHandedBack() {
        breaker.wasNotTaken(.notSent(""), at: now)
        breaker.wasProbed(nil, at: now)
        #expect(breaker.admits())
        breaker.handBack()
        #expect(breaker.admits())
    }

    @Test func aTrialThatFailsWaitsLonger() throws {
        breaker.wasNotTaken(.noCredits(""), at: now)
        let first = try #require(breaker.pause).nextTry
        for _ in 1...3 {
            breaker.wasProbed(nil, at: now)
            #expect(breaker.admits())
            breaker.wasNotTaken(.noCredits(""), at: now)
        }
        #expect(try #require(breaker.pause).nextTry > first + 20)
    }

    @Test func thatCreditsAreGoneIsSaidUntilOneIsTaken() {
        breaker.wasNotTaken(.noCredits(""), at: now)
        breaker.wasProbed(nil, at: now)
        #expect(breaker.pause?.fault == .noCredits)
        breaker.wasTaken()
        #expect(breaker.pause == nil)
    }

    @Test func theServicesOwnWaitIsHeeded() throws {
        breaker.wasNotTaken(.notSent(""), at: now)
        breaker.wasProbed(.unavailable("", retryAfter: 120), at: now)
        #expect(!breaker.isDue(at: now + 119))
        #expect(breaker.isDue(at: now + 120))
    }

    @Test func aPersonNeedNotWait() {
        breaker.wasNotTaken(.noCredits(""), at: now)
        #expect(!breaker.admits())
        breaker.tryNow()
        #expect(breaker.admits())
        #expect(!breaker.admits())
    }

    @Test func aProbeThatIsRefusedForEverDoesNotKeepTheQueue() {
        breaker.wasNotTaken(.keyRefused(""), at: now)
        for _ in 1...10 where !breaker.admits() { breaker.wasProbed(.keyRefused(""), at: now) }
        breaker.wasTaken()
        #expect(breaker.pause == nil)
    }

    @Test func aRefusedQuestionIsASuspicionOnceInAWhile() {
        #expect(breaker.isSuspicious(at: now))
        #expect(!breaker.isSuspicious(at: now + 5))
        #expect(breaker.isSuspicious(at: now + 10))
        breaker.wasNotTaken(.keyRefused(""), at: now)
        #expect(!breaker.isSuspicious(at: now + 60))
    }

    @Test func theRequestIsAtFaultWhenOthersAreTakenAllTheWhile() {
        let mind = Mind()
        #expect(!mind.isAlwaysRefused(1, others: 4))
        #expect(!mind.isAlwaysRefused(1, others: 4))
        #expect(!mind.isAlwaysRefused(1, others: 5))
        #expect(mind.isAlwaysRefused(1, others: 6))
    }

    @Test func aClockThatWasSetBackDoesNotKeepTheQueue() {
        breaker.wasNotTaken(.noCredits(""), at: now)
        #expect(breaker.isDue(at: now - 86_400))
    }
}

@Suite struct StandstillTests {
    @Test func creditsThatAreGoneFailNothing() async throws {
        var options = TemporaryStudio.quick
        options.credits = 0.015
        try await TemporaryStudio.run(options: options) { house in
            let first = try await house.ask("paid")
            _ = try await house.wait(for: first.id)
            let changes = house.studio.changes.listen()
            let second = try await house.ask("not paid any more")
            while house.studio.standstill == nil {
                var iterator = changes.makeAsyncIterator()
                _ = await iterator.next()
            }
            let detail = try await house.wait(for: second.id) { $0.state == .queued && $0.attempts == 1 }
            #expect(detail.generation.cost == nil)
            guard case .paused(let pause)? = house.studio.standstill else {
                Issue.record("it is \(String(describing: house.studio.standstill))")
                return
            }
            #expect(pause.fault == .noCredits)
        }
    }

    @Test func oneRefusedRequestHoldsTheOthersUpForAMomentOnly() async throws {
        try await TemporaryStudio.run { house in
            let refused = try await house.ask("a pear sandbox:401")
            _ = try await house.wait(for: refused.id) { $0.attempts == 1 }
            let next = try await house.ask("a pear")
            house.studio.tryNow()
            let done = try await house.wait(for: next.id)
            #expect(done.generation.state == .completed)
        }
    }

    @Test func aCeilingHoldsTheQueueUntilItIsRaised() async throws {
        try await TemporaryStudio.run(prepare: { library, _ in
            var settings = Settings()
            settings.ceilings.daily = 0.015
            try await library.set(settings)
        }) { house in
            let changes = house.studio.changes.listen()
            let first = try await house.ask("fits")
            let second = try await house.ask("does not")
            _ = try await house.wait(for: first.id)
            while house.studio.standstill == nil {
                var iterator = changes.makeAsyncIterator()
                _ = await iterator.next()
            }
            let held = try await house.studio.library.answer(GenerationQuery(id: second.id))
            #expect(held?.generation.state == .queued)
            try await house.studio.set(Settings())
            let done = try await house.wait(for: second.id)
            #expect(done.generation.state == .completed)
            #expect(house.studio.standstill == nil)
        }
    }
}
