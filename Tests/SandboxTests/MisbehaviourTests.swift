import Foundation
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct MisbehaviourTests {
    @Test(arguments: [
        ("sandbox:400", 400), ("sandbox:401", 401), ("sandbox:403", 403), ("sandbox:406", 406), ("sandbox:429", 429),
        ("sandbox:500", 500), ("sandbox:502", 502), ("sandbox:503", 503), ("sandbox:504", 504),
    ])
    func refusesOnDemandWithoutACharge(_ word: String, _ status: Int) async throws {
        let sandbox = try sandbox()
        for prompt in [word, "a cat, \(word.uppercased())!", "(\(word))"] {
            #expect(await fault { try await sandbox.submit(order(prompt)) }?.status == status)
            #expect(await fault { try await sandbox.generate(order(prompt)) }?.status == status)
        }
        #expect(await sandbox.account(key: "key")["credits_spent"]?.number == 0)
    }

    @Test(arguments: ["sandbox:", "sandbox:fails", "sandbox fail", "a sandbox: 500", "my-sandboxes:500"])
    func paintsWhatIsNoWord(_ prompt: String) async throws {
        _ = try await sandbox().generate(order(prompt))
    }

    @Test func failsOnDemand() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order("sandbox:fail"))
        #expect(try await sandbox.status(of: id, key: "key") == .queued)
        clock.advance(by: 100)
        guard case .failed = try await sandbox.status(of: id, key: "key") else { throw Unexpected(nil) }
        guard case .failed? = await fault(of: { try await sandbox.result(of: id, key: "key") }) else {
            throw Unexpected(nil)
        }
        #expect(await fault { try await sandbox.generate(order("sandbox:fail")) }?.status == 422)
        #expect(await sandbox.account(key: "key")["credits_spent"]?.number == 0)
        #expect(try await sandbox.history(of: id, key: "key").cost == 0)
    }

    @Test func takesLongerOnDemand() async throws {
        let clock = ManualClock()
        let before = clock.clock.now()
        var options = SandboxOptions()
        options.latency = 1
        _ = try await sandbox(options, at: clock).generate(order("sandbox:slow"))
        #expect(clock.clock.now() == before + 21)
    }

    @Test func isBusyOnceOnDemand() async throws {
        let sandbox = try sandbox()
        let busy = order("sandbox:busy")
        #expect(
            await fault { try await sandbox.submit(busy) }
                == .refused(status: 429, error: "Busy: try once more.", retryAfter: 1)
        )
        _ = try await sandbox.submit(busy)
        #expect(await fault { try await sandbox.submit(busy) }?.status == 429)
    }

    @Test(arguments: ["sandbox:drop", "sandbox:json"])
    func losesTheAnswerAfterTheChargeOnDemand(_ prompt: String) async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let fault = await fault { try await sandbox.submit(order(prompt)) }
        #expect(fault?.status == 200)
        #expect(await sandbox.account(key: "key")["credits_spent"]?.number == 0.011)
        await sandbox.settle()
        clock.advance(by: 100)
        let row = try #require(await sandbox.history(.today(clock), key: "key").rows.first)
        #expect(row.status == .completed && row.cost == 0.011)
        _ = try await sandbox.result(of: row.requestID, key: "key")
    }

    @Test func spoilsThePictureOnDemand() async throws {
        let sandbox = try sandbox()
        let whole = try await sandbox.generate(order("a cat sandbox:nothing"))[0].bytes
        let part = try await sandbox.generate(order("a cat sandbox:truncated"))[0].bytes
        #expect(part.count < whole.count * 3 / 4)
        #expect(try await sandbox.generate(order("sandbox:badimage"))[0].bytes.starts(with: "This is no".utf8))
        #expect(try await sandbox.generate(order("sandbox:drip"))[0].duration == .seconds(20))
    }

    @Test func forgetsTheResultOnDemand() async throws {
        let clock = ManualClock()
        let sandbox = try sandbox(at: clock)
        let id = try await sandbox.finished(order("sandbox:gone"))
        clock.advance(by: 100)
        #expect(await fault { try await sandbox.status(of: id, key: "key") }?.status == 404)
        #expect(await fault { try await sandbox.picture(named: "\(id)-0.jpg") }?.status == 404)
    }

    @Test func everyWordIsExplained() {
        #expect(SandboxWords.all.count == SandboxWord.allCases.count)
        for entry in SandboxWords.all {
            #expect(SandboxWord.all(in: entry.word).count == 1)
            #expect(entry.effect.hasSuffix("."))
        }
    }

    @Test func theChancesRepeatWithTheirSeed() async throws {
        func outcomes(seed: UInt64) async throws -> [Int] {
            var options = SandboxOptions()
            (options.refuse, options.fail, options.drop, options.damage) = (0.3, 0.3, 0.3, 0.3)
            options.seed = seed
            let clock = ManualClock()
            let sandbox = try sandbox(options, at: clock)
            var outcomes: [Int] = []
            for _ in 0..<40 {
                do throws(ServiceFault) {
                    outcomes.append(try await sandbox.generate(order()).first?.bytes.count ?? 0)
                } catch {
                    outcomes.append(error.status)
                }
            }
            return outcomes
        }
        let first = try await outcomes(seed: 5)
        #expect(try await outcomes(seed: 5) == first)
        #expect(try await outcomes(seed: 6) != first)
        #expect(Set(first).isSuperset(of: [200, 422]) && Set(first).count >= 6)
    }
}
