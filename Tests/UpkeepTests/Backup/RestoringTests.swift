import Foundation
import TestSupport
import Testing

@testable import Library
@testable import Upkeep

/// Going back to a backup must not pay again for what was sent since.
@Suite struct RestoringTests {
    @Test("What was queued waits for a person; what waits for the built-in sandbox stays queued")
    func queued() async throws {
        try await House.run(prompts: ["a pear"]) { house in
            await house.holdStill()
            for prompt in ["one", "two"] { _ = try await house.studio.ask(prompt) }
            try await house.tamper("UPDATE generation SET service = 'sandbox' WHERE prompt = 'two'")
            let doubted = try await house.library.doubtQueued(at: Date())
            #expect(doubted == 1)
            let states = try await house.library.pool.read { db in
                try Generation.fetchAll(db, sql: "SELECT \(Generation.columns) FROM generation ORDER BY id").map(
                    \.state.word
                )
            }
            #expect(states == ["completed", "unresolved", "queued"])
        }
    }
}
