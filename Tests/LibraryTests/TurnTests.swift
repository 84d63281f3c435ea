import Catalog
import Foundation
import GRDB
import Testing

@testable import Library

/// Whose turn it is, and what the ceilings allow.
@Suite struct TurnTests {
    private let house: TemporaryLibrary

    init() throws { house = try TemporaryLibrary() }

    private func ask(_ count: Int, by person: String?, price: Double? = 0.01, of model: Model? = nil) async throws {
        let model = model ?? house.model
        for number in 0..<count {
            let parameters = try model.validate(["prompt": .string("\(number)"), "seed": .integer(7)])
            let new = NewGeneration(
                model: model,
                parameters: parameters,
                service: "test",
                price: price,
                person: person
            )
            _ = try await house.library.enqueue(new, at: house.now)
        }
    }

    private func people(_ count: Int) async throws -> [String] {
        var names: [String] = []
        for second in 0..<count {
            if let next = try await house.takeNext(at: house.now + Double(second)) { names.append(next.person ?? "") }
        }
        return names
    }

    @Test("One person's hundred do not hold up another's one")
    func fair() async throws {
        try await ask(100, by: "Anna")
        try await ask(1, by: "Ben")
        #expect(try await people(3) == ["Anna", "Ben", "Anna"])
    }

    @Test("With a single place the turn still goes round, also to whoever said no name")
    func roundRobin() async throws {
        for person in ["Anna", "Ben", nil] { try await ask(3, by: person) }
        var names: [String] = []
        for second in 0..<6 {
            let next = try #require(try await house.takeNext(at: house.now + Double(second)))
            names.append(next.person ?? "")
            _ = try await house.library.move(next.id, to: .failed("done with"), at: house.now)
        }
        #expect(Set(names.prefix(3)) == ["Anna", "Ben", ""])
        #expect(Set(names.suffix(3)) == ["Anna", "Ben", ""])
    }

    @Test("A name is one person however it is written large or small")
    func oneName() async throws {
        try await ask(1, by: "Anna")
        try await ask(1, by: "anna")
        #expect(try await people(2) == ["Anna", "Anna"])
    }

    @Test("What was refused lets what was never offered pass")
    func refusedStepsBack() async throws {
        try await ask(2, by: "Anna")
        let refused = try #require(try await house.takeNext())
        _ = try await house.library.postpone(refused.id, until: house.now, because: "no", at: house.now)
        let next = try #require(try await house.takeNext())
        #expect(next.id != refused.id)
    }

    @Test("A full model lets the others pass")
    func fullModel() async throws {
        let other = try Catalog.standard().models[0]
        try await ask(2, by: "Anna")
        try await ask(1, by: "Anna", of: other)
        var turn = Turn(service: "test")
        turn.inFlight = [house.model.slug: 1]
        var models: [String] = []
        while case .taken(let next) = try await house.library.takeNext(turn, at: house.now) {
            models.append(next.model)
        }
        #expect(models == [house.model.slug, other.slug])
    }

    @Test("A model whose minute is used up waits")
    func fullMinute() async throws {
        try await ask(1, by: "Anna")
        var turn = Turn(service: "test")
        turn.fullModels = [house.model.slug]
        guard case .nothing = try await house.library.takeNext(turn, at: house.now) else {
            Issue.record("it was taken")
            return
        }
    }

    @Test("The daily ceiling holds the queue before it is passed, counting what is in flight")
    func dailyCeiling() async throws {
        var settings = Settings()
        settings.ceilings.daily = 0.025
        try await house.library.set(settings)
        try await ask(3, by: "Anna")
        #expect(try await people(2).count == 2)
        guard case .held(let hold) = try await house.library.takeNext(Turn(service: "test"), at: house.now) else {
            Issue.record("nothing holds it")
            return
        }
        #expect(hold == Hold(period: .day, ceiling: 0.025, spent: 0.02, price: 0.01))
    }

    @Test("A new day has a ceiling of its own, the month has not")
    func newDay() async throws {
        var settings = Settings()
        settings.ceilings = Ceilings(daily: 0.01, monthly: 0.02)
        try await house.library.set(settings)
        try await ask(3, by: "Anna")
        // The middle of a month, whatever the machine's time zone.
        let now = Date(timeIntervalSince1970: 1_789_473_600)
        #expect(try await house.takeNext(at: now) != nil)
        #expect(try await house.takeNext(at: now) == nil)
        #expect(try await house.takeNext(at: now + 86_400) != nil)
        guard
            case .held(let hold) = try await house.library.takeNext(Turn(service: "test"), at: now + 2 * 86_400)
        else {
            Issue.record("nothing holds it")
            return
        }
        #expect(hold.period == .month)
    }

    @Test("What another service costs is not counted")
    func otherService() async throws {
        var settings = Settings()
        settings.ceilings.daily = 0.01
        try await house.library.set(settings)
        try await ask(1, by: nil)
        _ = try await house.takeNext()
        let spent = try await house.library.answer(SpentQuery(service: "other", on: house.now))
        #expect(spent == .init(today: 0, thisMonth: 0))
    }

    @Test("What the service did not take is given back")
    func givenBack() async throws {
        try await ask(1, by: "Anna")
        let taken = try #require(try await house.takeNext())
        #expect(taken.cost == 0.01)
        let back = try await house.library.postpone(taken.id, until: house.now, because: "no", at: house.now)
        #expect(back.cost == nil)
        let spent = try await house.library.answer(SpentQuery(service: "test", on: house.now))
        #expect(spent.today == 0)
    }

    @Test("What may have been charged is counted, also when it failed")
    func mayHaveBeenCharged() async throws {
        try await ask(1, by: "Anna")
        let taken = try #require(try await house.takeNext())
        _ = try await house.library.move(taken.id, to: .running(requestID: "r"), at: house.now)
        let failed = try await house.library.move(taken.id, to: .failed("gone"), at: house.now)
        #expect(failed.cost == 0.01)
        let spent = try await house.library.answer(SpentQuery(service: "test", on: house.now))
        #expect(spent.thisMonth == 0.01)
    }

    @Test("Spending is told by day, person and model")
    func totals() async throws {
        try await ask(2, by: "Anna")
        try await ask(1, by: nil, price: 0.5)
        _ = try await people(3)
        let month = String(house.now.ISO8601Format().prefix(7))
        let spending = try await house.library.answer(SpendingQuery(service: "test", month: month))
        #expect(spending.people.map(\.name) == ["", "Anna"])
        #expect(spending.people.map(\.dollars) == [0.5, 0.02])
        #expect(spending.models.map(\.generations) == [3])
        #expect(spending.days.count == 1)
        #expect(spending.months == [month])
    }

    @Test("Who has reached a ceiling of their own is passed by, and the others go on")
    func personalCeiling() async throws {
        var settings = Settings()
        settings.personCeilings.daily = 0.025
        try await house.library.set(settings)
        try await ask(4, by: "Anna")
        try await ask(3, by: "Ben")
        // What is in flight counts: nobody's third is sent, with two of each still out.
        #expect(try await people(6).sorted() == ["Anna", "Anna", "Ben", "Ben"])
    }

    @Test("A ceiling of one's own stands in place of everybody's, also a higher one")
    func ownCeiling() async throws {
        var settings = Settings()
        settings.personCeilings = Ceilings(daily: 0.01, monthly: 0.02)
        try await house.library.set(settings)
        let anna = try await house.library.addAccount("Anna", role: .member, password: "x", at: house.now)
        try await house.library.set(Ceilings(daily: 0.035, monthly: 1), of: anna.id)
        try await ask(5, by: "Anna")
        try await ask(5, by: "Ben")
        #expect(try await people(9).sorted() == ["Anna", "Anna", "Anna", "Ben"])
        try await house.library.set(Ceilings(), of: anna.id)
        #expect(try await people(3) == [])
    }

    @Test("A person's new day is a new one, the month goes on")
    func personalPeriods() async throws {
        var settings = Settings()
        settings.personCeilings = Ceilings(daily: 0.01, monthly: 0.02)
        try await house.library.set(settings)
        try await ask(4, by: "Anna")
        var days: [Int] = []
        for day in 0..<4 where try await house.takeNext(at: house.now + Double(day) * 86_400) != nil {
            days.append(day)
        }
        #expect(days == [0, 1])
    }

    @Test("What is too dear for the rest of a person's day waits, and something cheaper of theirs goes on")
    func dearAndCheap() async throws {
        var settings = Settings()
        settings.personCeilings.daily = 0.03
        try await house.library.set(settings)
        try await ask(1, by: "Anna", price: 0.02)
        try await ask(1, by: "Anna", price: 0.02)
        try await ask(1, by: "Anna", price: 0.01)
        var prices: [Double] = []
        for second in 0..<3 {
            if let next = try await house.takeNext(at: house.now + Double(second)) { prices.append(next.price ?? 0) }
        }
        #expect(prices == [0.02, 0.01])
    }

    @Test("A person's spending is found by two steps in an index")
    func indexed() async throws {
        let plan = try await house.library.pool.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    EXPLAIN QUERY PLAN SELECT sum(microdollars) FROM spending
                    WHERE service = 'test' AND user_id = 3 AND day BETWEEN '2026-11-01' AND '2026-11-31'
                    """
            ).map { $0["detail"] as String }
        }
        #expect(plan.count == 1 && plan[0].contains("COVERING INDEX spending_user (service=? AND user_id=? AND day>"))
    }
}
