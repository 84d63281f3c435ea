import Foundation
import GRDB

/// A drift with all its pairs.
public struct DriftQuery: LibraryQuery {
    /// A drift and what came of it.
    public struct Report: Sendable {
        /// The drift.
        public var drift: Drift
        /// Its pairs in the order in which they were asked for.
        public var pairs: [DriftPair]
    }

    /// Which one.
    public var id: Drift.ID

    /// Creates a query.
    public init(id: Drift.ID) { self.id = id }

    /// The answer, or `nil` when there is no such drift; each pair is three steps in indexes.
    public func answer(_ db: Database) throws -> Report? {
        guard let drift = try db.drifts("WHERE drift.id = ?", [id]).first else { return nil }
        let pairs = try Row.fetchAll(
            db,
            cached: """
                SELECT drift_pair.image_id, drift_pair.generation_id, generation.model, state, request_id, error,
                       verdict, verdict_distance, original.id, original.sha256, original.perceptual_hash,
                       original.width, original.height, again.id, again.sha256, again.perceptual_hash, again.width,
                       again.height
                FROM drift_pair
                JOIN generation ON generation.id = drift_pair.generation_id
                LEFT JOIN image AS original ON original.id = drift_pair.image_id
                LEFT JOIN image AS again
                  ON again.generation_id = generation.id AND again.sample = coalesce(original.sample, 0)
                WHERE drift_id = ? ORDER BY number
                """,
            arguments: [id]
        ).map(DriftPair.init(row:))
        return Report(drift: drift, pairs: pairs)
    }
}

extension DriftPair {
    fileprivate init(row: Row) throws {
        imageID = row[0]
        generation = row[1]
        model = row[2]
        state = try GenerationState(word: row[3], requestID: row[4], error: row[5])
        verdict = Generation.Verdict(word: row[6], distance: row[7])
        original = Picture(row, from: 8)
        again = Picture(row, from: 13)
    }
}

extension DriftPair.Picture {
    fileprivate init?(_ row: Row, from first: Int) {
        guard let id = row[first] as Int64? else { return nil }
        self.id = id
        sha256 = row[first + 1]
        perceptualHash = (row[first + 2] as Int64?).map { UInt64(bitPattern: $0) }
        width = row[first + 3]
        height = row[first + 4]
    }
}

extension Database {
    func drifts(_ condition: String, _ arguments: StatementArguments) throws -> [Drift] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT id, name, comparison_id,
                       (SELECT nullif(name, '') FROM user WHERE user.id = drift.user_id), created_at
                FROM drift \(condition)
                """,
            arguments: arguments
        ).map {
            Drift(
                id: $0[0],
                name: $0[1],
                comparison: $0[2],
                person: $0[3],
                createdAt: Date(milliseconds: $0[4])
            )
        }
    }
}
