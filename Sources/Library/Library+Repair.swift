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

    /// Writes the full-text indexes anew, in one transaction.
    ///
    /// - Throws: ``LibraryError``.
    public func rebuildSearch() async throws(LibraryError) {
        try await write { db in
            try db.execute(sql: "INSERT INTO image_text (image_text) VALUES ('rebuild')")
            try db.execute(sql: "INSERT INTO note_text (note_text) VALUES ('rebuild')")
            try db.execute(sql: "INSERT INTO prompt_text (prompt_text) VALUES ('rebuild')")
        }
    }
}
