import GRDB

/// An index that brings places in their order.
enum PlaceSource {
    /// All that lie not in the trash.
    case shown
    /// What the full-text index matches.
    case text(String)
    /// What has any of some marks.
    case marks([Int64])
    /// What has any of some ratings, which are not 0.
    case ratings([Int])
    /// What has a seed.
    case seed(Int64)
    /// What has a note that matches, or any.
    case notes(String?)

    /// Selects `place` between two places, so many at most, in the order asked.
    func selection(within places: ClosedRange<Int64>, descending: Bool, limit: Int) -> SQLPiece {
        let order = descending ? "DESC" : "ASC"
        func arm(_ from: String, _ argument: (any DatabaseValueConvertible)? = nil, place: String = "place") -> SQLPiece
        {
            SQLPiece(
                sql: """
                    SELECT \(place) AS place FROM \(from) AND \(place) BETWEEN ? AND ?
                    ORDER BY \(place) \(order) LIMIT ?
                    """,
                arguments: [argument].compactMap { $0 } + [places.lowerBound, places.upperBound, limit]
            )
        }
        switch self {
        case .shown: return arm("image WHERE trashed_at IS NULL")
        case .text(let match): return arm("image_text WHERE image_text MATCH ?", match, place: "rowid")
        case .notes(let match?): return arm("note_text WHERE note_text MATCH ?", match, place: "rowid")
        case .notes(nil): return arm("note WHERE true")
        case .seed(let seed): return arm("image WHERE trashed_at IS NULL AND seed = ?", seed)
        case .marks(let ids): return Self.merged(ids.map { arm("image_mark WHERE mark_id = ?", $0) }, order, limit)
        case .ratings(let ratings):
            return Self.merged(
                ratings.map { arm("image WHERE trashed_at IS NULL AND rating = ?", $0) },
                order,
                limit
            )
        }
    }

    /// Several indexes as one: each brings its next few, the first of them all are taken.
    private static func merged(_ arms: [SQLPiece], _ order: String, _ limit: Int) -> SQLPiece {
        guard arms.count != 1 else { return arms[0] }
        let union = arms.map { "SELECT place FROM (\($0.sql))" }.joined(separator: " UNION ")
        return SQLPiece(
            sql: "SELECT place FROM (\(union)) ORDER BY place \(order) LIMIT ?",
            arguments: arms.flatMap(\.arguments) + [limit]
        )
    }
}

/// A part of a statement with the values for its question marks.
struct SQLPiece {
    var sql: String
    var arguments: [any DatabaseValueConvertible] = []
}
