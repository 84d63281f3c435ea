import Foundation
import GRDB

extension Library {
    /// Writes a drift down with all its requests as `queued`, in one transaction; one that was asked for twice is
    /// returned as it is.
    ///
    /// - Returns: its number, and the generations that are new.
    /// - Throws: ``LibraryError``.
    public func begin(
        _ new: NewDrift,
        at now: Date
    ) async throws(LibraryError) -> (id: Drift.ID, generations: [Generation.ID]) {
        try await writeAlone { db in
            if let twin = try db.twin(of: new, at: now) { return (twin, []) }
            try db.run(
                cached: "INSERT INTO drift (name, comparison_id, once, user_id, created_at) VALUES (?, ?, ?, ?, ?)",
                arguments: [
                    new.name, new.comparison, new.once, try db.user(named: new.person), now.milliseconds,
                ]
            )
            let id = db.lastInsertedRowID
            var generations: [Generation.ID] = []
            var number = 0
            for request in new.requests {
                try db.insert(request.wish, at: now)
                let generation = db.lastInsertedRowID
                generations.append(generation)
                for image in request.images {
                    try db.run(
                        cached:
                            "INSERT INTO drift_pair (drift_id, number, image_id, generation_id) VALUES (?, ?, ?, ?)",
                        arguments: [id, number, image, generation]
                    )
                    number += 1
                }
            }
            return (id, generations)
        }
    }
}

extension Database {
    /// The drift that the same form asked for a moment ago.
    fileprivate func twin(of new: NewDrift, at now: Date) throws -> Drift.ID? {
        guard let once = new.once else { return nil }
        return try Drift.ID.fetchOne(
            self,
            cached: "SELECT id FROM drift WHERE once = ? AND created_at > ?",
            arguments: [once, now.milliseconds - 10_000]
        )
    }
}
