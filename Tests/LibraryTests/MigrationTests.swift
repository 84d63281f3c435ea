import Foundation
import GRDB
import Testing

@testable import Library

@Suite("An older library is brought up to date")
struct MigrationTests {
    @Test("Images keep their numbers and gain places, facets and a row in the index")
    func places() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "old-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let old = try DatabaseQueue(path: folder.appending(path: "contactsheet.sqlite").path)
        try Migrations.migrator.migrate(old, upTo: "2026-11-21 people, spending and settings")
        // Two of one millisecond, one older that came later (from the history), one that was deleted.
        try await old.write { db in
            try db.execute(
                sql: """
                    INSERT INTO generation (model, request, prompt, seed, inference_steps, guidance_scale, scheduler, samples,
                                            service, state, created_at, finished_at, cost_usd)
                    VALUES ('m', '{}', 'a red fox', 7, 8, 1.5, 'Euler', 2, 's', 'completed', 5000, 5000, 0.01),
                           ('m', '{}', 'a hare', NULL, NULL, NULL, NULL, 1, 's', 'completed', 1000, 1000, NULL);
                    INSERT INTO image (id, generation_id, sample, model, sha256, path, format, width, height, bytes,
                                       perceptual_hash, colour, created_at)
                    VALUES (1, 1, 0, 'm', 'a', 'a', 'png', 2, 3, 1, -5, '#000000', 5000),
                           (2, 1, 1, 'm', 'b', 'b', 'png', 2, 2, 1, 5, '#000000', 5000),
                           (3, 2, 0, 'm', 'c', 'c', 'png', 3, 2, 1, 5, '#000000', 1000),
                           (9, 2, 1, 'm', 'd', 'd', 'png', 3, 2, 1, 5, '#000000', 1000);
                    DELETE FROM image WHERE id = 9;
                    UPDATE generation SET parent_image_id = 1, relation = 'variation' WHERE id = 2;
                    """
            )
        }
        try old.close()
        let library = try Library(folder: folder)
        func find(_ typed: String) async throws -> [Int64] {
            try await library.answer(GalleryQuery(Search(typed))).frames.map(\.id)
        }
        #expect(try await find("") == [2, 1, 3])
        #expect(try await find("fox size:portrait steps:8") == [1])
        #expect(try await find("size:square guidance:1.5 scheduler:euler seed:7") == [2])
        #expect(try await find("cost:0.005") == [2, 1])
        #expect(try await library.answer(GalleryCountQuery(Search("model:m"))).count == 3)
        #expect(try await library.answer(CounterGapQuery()).isEmpty)
        let gaps = try await library.answer(SearchGapQuery(limit: 9))
        #expect(gaps.missing.count + gaps.stray.count == 0)
        #expect(try await library.answer(ImageQuery(id: 3))?.parent?.file.perceptualHash == UInt64(bitPattern: -5))
        try await library.pool.write { db in
            #expect(try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty)
            try db.execute(sql: "INSERT INTO image_text (image_text, rank) VALUES ('integrity-check', 1)")
            let file = ImageFile(
                sha256: "e",
                path: "e",
                format: "png",
                width: 1,
                height: 1,
                byteCount: 1,
                perceptualHash: nil,
                colour: nil
            )
            try db.insertImage(file, sample: 7, of: 1, at: Date())
            // A number that was given once is not given again.
            #expect(db.lastInsertedRowID == 10)
        }
        try library.close()
    }
}
