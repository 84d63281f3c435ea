import Foundation
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct AccountTests {
    @Test func chargesTheListedPriceForEverySample() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order("a cat", ["samples": 3]))
        clock.advance(by: 100)
        let rows = await sandbox.history(.today(clock), key: "key").rows
        #expect(rows.map(\.requestID) == [id, id, id])
        #expect(rows.allSatisfy { abs($0.cost - 0.033) < 1e-9 })
        #expect(Set(rows.compactMap(\.pictureName)).count == 3)
    }

    @Test func sellsNothingOnCredit() async throws {
        var options = SandboxOptions()
        options.credits = 0.033
        let sandbox = try sandbox(options)
        for _ in 0..<3 { _ = try await sandbox.submit(order()) }
        #expect(await fault { try await sandbox.submit(order()) }?.status == 406)
        _ = try await sandbox.submit(order(key: "another"))
    }

    @Test func allowsSoManyRequestsAMinute() async throws {
        let clock = ManualClock()
        var options = SandboxOptions()
        options.rateLimit = 2
        let sandbox = try sandbox(options, at: clock)
        _ = try await sandbox.submit(order())
        clock.advance(by: 20)
        _ = try await sandbox.submit(order())
        let fault = await fault { try await sandbox.submit(order()) }
        guard case .refused(429, _, 40)? = fault else { throw Unexpected(fault) }
        _ = try await sandbox.submit(order(key: "another"))
        clock.advance(by: 40)
        _ = try await sandbox.submit(order())
    }

    @Test func turnsThePagesOfTheHistory() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        var ids: [String] = []
        for _ in 0..<5 { ids.append(try await sandbox.finished(order())) }
        var query = HistoryQuery.today(clock)
        query.perPage = 2
        var seen: [String] = []
        for page in 1...4 {
            query.page = page
            seen += await sandbox.history(query, key: "key").rows.map(\.requestID)
        }
        #expect(seen == ids.reversed())
        #expect(await sandbox.history(query, key: "key").total == 5)
    }

    @Test func theHistoryIsSiftedByModelStatusAndDay() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        _ = try await sandbox.finished(order())
        var query = HistoryQuery.today(clock)
        func count() async -> Int { await sandbox.history(query, key: "key").rows.count }
        query.status = "PENDING"
        #expect(await count() == 1)
        query.status = "COMPLETED"
        #expect(await count() == 0)
        query.status = nil
        query.model = "dreamsh"
        #expect(await count() == 1)
        query.model = "realvis"
        #expect(await count() == 0)
        query.model = nil
        query.window = query.window.upperBound..<query.window.upperBound + 86400
        #expect(await count() == 0)
    }

    @Test func forgetsTheOldestRequests() async throws {
        let clock = ManualClock()
        var options = SandboxOptions()
        options.maximumRequests = 3
        let sandbox = try sandbox(options, at: clock)
        var ids: [String] = []
        for _ in 0..<10 { ids.append(try await sandbox.finished(order())) }
        #expect(await sandbox.history(.today(clock), key: "key").rows.map(\.requestID) == ids.suffix(3).reversed())
        #expect(await fault { try await sandbox.history(of: ids[0], key: "key") }?.status == 404)
    }
}

extension HistoryQuery {
    /// Everything of the day that a clock stands at.
    static func today(_ clock: ManualClock) -> HistoryQuery {
        let now = clock.clock.now()
        return HistoryQuery(page: 1, perPage: 100, window: now - 86400..<now + 86400)
    }
}
