import Foundation
import GRDB
import Testing

@testable import Library

@Suite("An older library learns of prompts")
struct PromptMigrationTests {
    @Test("A library from before has room for prompts, and its pictures come from none")
    func migration() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = try DatabaseQueue(path: folder.appending(path: "contactsheet.sqlite").path)
        try Migrations.migrator.migrate(old, upTo: "2026-11-21 comparisons and votes")
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO generation (model, request, prompt, samples, service, state, created_at)
                    VALUES ('m', '{}', 'a red fox', 1, 's', 'completed', 5000);
                    INSERT INTO comparison (name, plan, service, created_at)
                    VALUES ('c', '{"prompt":"a","negativePrompt":"","models":[],"axes":[],"parameters":{}}', 's', 0);
                    """
            )
        }
        try old.close()
        let library = try Library(folder: folder)
        let generation = try #require(try await library.answer(GenerationQuery(id: 1))?.generation)
        #expect(generation.source == nil)
        #expect(try await library.answer(ComparisonQuery(id: 1))?.source == nil)
        let id = try await library.addPrompt(try PromptContent(title: "Fox", text: "a red fox"), at: Date())
        #expect(try await library.answer(PromptQuery(id: id))?.prompt.title == "Fox")
        let broken = try await library.pool.read { db in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") }
        #expect(broken.isEmpty)
        try library.close()
    }
}
