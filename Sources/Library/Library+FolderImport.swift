import Foundation
import GRDB

extension Library {
    /// Writes pictures that were made elsewhere, each a completed generation with one image, in one transaction.
    ///
    /// Pictures whose bytes an image has already, or one before them in the list, are left as they are. It takes
    /// about a tenth of a millisecond each: lists of some hundred do not keep a server's own writes waiting.
    ///
    /// - Parameter person: the name of who brings them.
    /// - Returns: what became of each, in the order given.
    /// - Throws: ``LibraryError``; then none was written.
    public func bring(
        _ pictures: [ImportedPicture],
        by person: String? = nil
    ) async throws(LibraryError) -> [Arrival] {
        try await writeAlone { db in
            var bringing = try Bringing(person: db.user(named: person))
            // Their numbers are in the order of their places.
            let order = pictures.indices.sorted { pictures[$0].madeAt < pictures[$1].madeAt }
            var arrivals: [Int: Arrival] = [:]
            try db.indexingAtOnce { places in
                for index in order {
                    let (arrival, place) = try bringing.bring(pictures[index], to: db)
                    arrivals[index] = arrival
                    if let place { places.append(place) }
                }
                try db.countBrought(places.count, by: bringing.person)
            }
            return pictures.indices.compactMap { arrivals[$0] }
        }
    }

    /// Has SQLite fold its log into the database less often, for a program that only writes many rows and then ends.
    ///
    /// Their indexes are filled all over: a page is then written once for many transactions. None of them waits for
    /// the disk: what a power cut takes, the next run brings.
    /// - Throws: ``LibraryError``.
    public func expectManyRows() async throws(LibraryError) {
        do {
            try await pool.writeWithoutTransaction { db in
                try db.execute(
                    sql: """
                        PRAGMA wal_autocheckpoint = 16384;
                        PRAGMA cache_size = -262144;
                        PRAGMA synchronous = NORMAL;
                        """
                )
            }
        } catch {
            throw LibraryError(error)
        }
    }

    /// Writes where the bytes of some images lie now, after they were found in another place.
    ///
    /// - Parameters:
    ///   - sha256: names the bytes, in 64 lower-case hexadecimal digits.
    ///   - before: the path that nothing lies at any more.
    ///   - path: relative to the data folder, or absolute.
    /// - Throws: ``LibraryError``.
    public func relocate(_ sha256: String, from before: String, to path: String) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "UPDATE image SET path = ? WHERE sha256 = ? AND path = ?",
                arguments: [path, sha256, before]
            )
        }
    }

    /// Has SQLite look at how the indexes of pictures are filled, after many came; it samples, so it takes no time.
    ///
    /// - Throws: ``LibraryError``.
    public func analyze() async throws(LibraryError) {
        try await write { db in
            try db.execute(sql: "PRAGMA analysis_limit = 1000; ANALYZE generation; ANALYZE image; ANALYZE facet;")
        }
    }
}

extension Database {
    /// Has images written that the full-text index learns of by one statement at the end.
    ///
    /// - Parameter write: writes them and adds their places.
    fileprivate func indexingAtOnce(_ write: (_ places: inout [Int64]) throws -> Void) throws {
        try run(cached: "UPDATE indexing SET is_by_row = 0")
        var places: [Int64] = []
        try write(&places)
        // In their order: the index would else begin anew with every row.
        try run(
            cached: """
                INSERT INTO image_text (rowid, prompt, negative_prompt, facets)
                  SELECT place, prompt, negative_prompt, facets FROM image_search
                  WHERE place IN (SELECT value FROM json_each(?)) ORDER BY place
                """,
            arguments: ["[" + places.map(String.init).joined(separator: ",") + "]"]
        )
        try run(cached: "UPDATE indexing SET is_by_row = 1")
    }

    /// Counts what somebody brought as of today, as the trigger does for what comes one by one.
    fileprivate func countBrought(_ count: Int, by user: Int64) throws {
        guard count > 0 else { return }
        try run(
            cached: """
                INSERT INTO activity (day, user_id, kind, count, last_at)
                  VALUES (date('now', 'localtime'), ?, ?, ?, CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER))
                  ON CONFLICT DO UPDATE SET count = count + excluded.count, last_at = excluded.last_at
                """,
            arguments: [user, ActivityKind.bring.rawValue, count]
        )
    }

    /// What a picture of these bytes would come to, by the index on `image (sha256)`; `nil` when no image has them.
    func arrival(of sha256: String) throws -> Arrival? {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT id, trashed_at IS NOT NULL FROM image WHERE sha256 = ? ORDER BY 2, id LIMIT 1",
            arguments: [sha256]
        )
        return row.map { $0[1] ? .inTrash($0[0]) : .known($0[0]) }
    }
}
