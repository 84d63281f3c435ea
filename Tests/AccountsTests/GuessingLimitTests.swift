import Foundation
import Testing

@testable import Accounts

@Suite struct GuessingLimitTests {
    private let now = Date(timeIntervalSince1970: 1_790_000_000)
    private let limit = GuessingLimit()
    private let keys: [GuessingLimit.Key] = [.name("mina"), .address("10.0.0.7")]

    private func fail(_ times: Int) {
        for _ in 0..<times { limit.fail(keys, at: now) }
    }

    @Test func aFewFailuresCostNothing() {
        fail(GuessingLimit.free)
        #expect(limit.wait(for: keys, at: now) == nil)
    }

    @Test func eachFurtherFailureDoublesTheWait() {
        fail(GuessingLimit.free + 1)
        #expect(limit.wait(for: keys, at: now) == 2)
        fail(2)
        #expect(limit.wait(for: keys, at: now) == 8)
    }

    @Test func theWaitPasses() {
        fail(GuessingLimit.free + 1)
        #expect(limit.wait(for: keys, at: now.addingTimeInterval(2)) == nil)
    }

    @Test func nobodyKeepsAnotherOutForLong() {
        fail(100)
        #expect(limit.wait(for: [.name("mina"), .address("10.0.0.8")], at: now) == 60)
    }

    @Test func anAddressThatGoesOnWaitsLong() {
        fail(100)
        #expect(limit.wait(for: [.name("tom"), .address("10.0.0.7")], at: now) == 900)
    }

    @Test func whoComesInIsForgiven() {
        fail(GuessingLimit.free + 3)
        limit.succeed("mina", from: .address("10.0.0.9"))
        #expect(limit.wait(for: [.name("mina")], at: now) == nil)
    }

    @Test func anHourLaterAllIsForgotten() {
        fail(100)
        let later = now.addingTimeInterval(GuessingLimit.memory + 1)
        limit.fail(keys, at: later)
        #expect(limit.wait(for: keys, at: later) == nil)
    }

    @Test func everNewNamesDoNotFillTheMemory() {
        for number in 0..<50_000 {
            limit.fail([.name("nobody \(number)")], at: now.addingTimeInterval(Double(number) / 100))
        }
        #expect(limit.count <= 20_001)
    }
}
