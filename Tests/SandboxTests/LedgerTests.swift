import Foundation
import Segmind
import SegmindService
import Testing

@testable import Sandbox

@Suite struct LedgerTests {
    private let path = NSTemporaryDirectory() + "ledger-\(UUID().uuidString).jsonl"

    private func lines() throws -> [JSONValue] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
            .map { try JSONValue(bytes: Array($0.utf8)) }
    }

    @Test("Every charge is a line with its request, way, cost and inputs")
    func writesCharges() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sandbox = try sandbox(ledger: Ledger(path: path))
        let id = try await sandbox.submit(order("a cat"))
        _ = try await sandbox.generate(order("a dog", ["samples": 3]))
        let lines = try lines()
        #expect(lines.map { $0["event"] } == ["charge", "charge"])
        #expect(lines.map { $0["way"] } == ["async", "sync"])
        #expect(lines.map { $0["inputs"]?["prompt"] } == ["a cat", "a dog"])
        #expect(lines[0]["request_id"]?.string == id && lines[0]["model"]?.string == slug)
        #expect(lines[1]["cost_usd"]?.number.map { abs($0 - 0.033) < 1e-9 } == true)
    }

    @Test("What fails is charged and given back; what is refused is neither")
    func writesRefunds() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        let sandbox = try sandbox(ledger: Ledger(path: path))
        let id = try await sandbox.submit(order("sandbox:fail"))
        _ = await fault { try await sandbox.submit(order("sandbox:502")) }
        let lines = try lines()
        #expect(lines.map { $0["event"] } == ["charge", "refund"])
        #expect(lines.allSatisfy { $0["request_id"]?.string == id })
    }

    @Test("A charge whose answer is dropped is in the ledger")
    func writesLostCharges() async throws {
        let sandbox = try sandbox()
        #expect(await fault { try await sandbox.submit(order("sandbox:drop")) } == .dropped)
        #expect(sandbox.ledger.totals.charges == 1)
    }

    @Test("A restarted sandbox goes on in the same ledger")
    func goesOn() async throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        _ = try await sandbox(ledger: Ledger(path: path)).submit(order())
        let second = try sandbox(ledger: Ledger(path: path))
        _ = try await second.submit(order())
        _ = try await second.generate(order("sandbox:nothing"))
        #expect(try lines().count == 3)
        #expect(second.ledger.totals.json["charges"] == 3 && second.ledger.totals.json["sync"] == 1)
        #expect(second.ledger.totals.json["charged_usd"]?.number == 0.033)
    }

    @Test("A file that is no ledger is refused by its line")
    func refusesOtherFiles() throws {
        defer { try? FileManager.default.removeItem(atPath: path) }
        try #"{"event":"#.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: LedgerError.line(path, number: 1)) { try Ledger(path: path) }
        #expect(throws: LedgerError.self) { try Ledger(path: NSTemporaryDirectory()) }
    }

    @Test("What cannot be written down is not charged")
    func chargesNothingOnAFullDisk() async throws {
        let sandbox = try sandbox(ledger: Ledger(file: open("/dev/full", O_WRONLY)))
        #expect(await fault { try await sandbox.submit(order()) }?.status == 500)
        #expect(await sandbox.account(key: "key")["credits_spent"]?.number == 0)
        #expect(sandbox.ledger.totals.charges == 0)
    }
}
