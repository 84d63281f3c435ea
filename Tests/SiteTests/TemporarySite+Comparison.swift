import GRDB

@testable import Library

extension TemporarySite {
    /// Comparison 1, open for votes, of some models' pictures at one seed.
    func compare(_ models: some Sequence<String>, prompt: String, seed: Int64) async throws -> [Image.ID] {
        var images: [Image] = []
        for slug in models {
            let asked = try await house.ask(prompt, of: slug, ["seed": .integer(seed)])
            images += try await house.wait(for: asked.id).images
        }
        try await studio.library.pool.write { [images] db in
            try db.execute(
                sql: """
                    INSERT INTO comparison (id, name, plan, service, created_at, voting_at)
                    VALUES (1, 'Quinces', '{}', 'test', 0, 1);
                    INSERT INTO comparison_tag VALUES ('fruit', 1);
                    """
            )
            for (x, image) in images.enumerated() {
                try db.execute(
                    sql: "INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id) VALUES (1, ?, 0, 0, ?)",
                    arguments: [x, image.generationID]
                )
            }
        }
        return images.map(\.id)
    }
}
