import GRDB

/// Making anew what is derived from the tables. Only for who holds the data folder alone.
extension Library {
    /// Counts every counter anew.
    ///
    /// - Throws: ``LibraryError``.
    public func recount() async throws(LibraryError) {
        try await write { db in
            for counter in Counter.all { try db.execute(sql: counter.rebuilding) }
        }
    }

    /// Writes the full-text index anew, in one transaction.
    ///
    /// - Throws: ``LibraryError``.
    public func rebuildSearch() async throws(LibraryError) {
        try await write { db in
            try db.execute(sql: "INSERT INTO image_text (image_text) VALUES ('delete-all')")
            for model in try String.fetchAll(db, sql: "SELECT DISTINCT model FROM image ORDER BY model") {
                try db.execute(
                    sql: """
                        INSERT INTO image_text (rowid, prompt, negative_prompt, facets)
                        SELECT image.id, prompt, negative_prompt, ?
                        FROM image JOIN generation ON generation.id = image.generation_id
                        WHERE image.model = ? ORDER BY image.id
                        """,
                    arguments: [Facet.model(model).token, model]
                )
            }
        }
    }
}
