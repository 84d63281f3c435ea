import GRDB

/// Walks along the lists and picks what a search asks for, in the order of places; never further than a budget.
///
/// The index that brings the fewest leads; each row that it brings is asked for the rest. What is rare among what is
/// common could take a walk through the whole library: it ends after the budget and says how far it came.
struct PlaceWalk {
    /// An image in the lists.
    struct Hit {
        var id: Int64
        var place: Int64
    }

    /// What a walk brought.
    struct Found {
        var hits: [Hit] = []
        /// Where the budget ended; `nil` when there is nothing more.
        var reached: Int64?
    }

    /// To look a row's words up in the full-text index costs about as much as this many rows that it brings itself.
    private static let costOfText = 5
    /// So many rows are looked at for one page,
    static let budget = 120_000
    /// for so long at most: whoever else is there waits as well.
    private static let patience: Duration = .milliseconds(80)

    private let source: PlaceSource
    private let conditions: [SQLPiece]
    private let costsText: Bool
    private let places: ClosedRange<Int64>?

    init(_ plan: SearchPlan, _ db: Database) throws {
        places = plan.isImpossible ? nil : plan.places
        let lead = plan.leads.min { $0.count < $1.count }
        guard let match = plan.match else {
            source = lead?.source ?? .shown
            conditions = plan.conditions
            costsText = false
            return
        }
        if let lead, try Self.leads(lead.count, before: match, of: plan, db) {
            source = lead.source
            // Asked last: what the row itself tells is told sooner.
            let words = plan.words.map {
                SQLPiece(
                    sql: "EXISTS (SELECT 1 FROM image_text WHERE image_text MATCH ? AND rowid = image.place)",
                    arguments: [$0]
                )
            }
            conditions = plan.conditions + plan.facetTests + [words].compactMap { $0 }
            costsText = plan.words != nil
        } else {
            source = .text(match)
            conditions = plan.conditions
            costsText = false
        }
    }

    /// Whether a list of so many is the shorter way than what the full-text index brings.
    private static func leads(_ count: Int, before match: String, of plan: SearchPlan, _ db: Database) throws -> Bool {
        if count < 100 { return true }
        let byFacets = plan.facetShare * Double(plan.total)
        guard plan.words != nil else { return Double(count) < byFacets }
        let counted = try db.capped("SELECT 1 FROM image_text WHERE image_text MATCH ?", match)
        // Past the cap it is guessed, as for a word that every fifth prompt has.
        let matches = counted < Database.cap ? Double(counted) : max(Double(counted), byFacets / 5)
        return Double(count * costOfText) < matches
    }

    /// The next hits within some places, newest first if descending.
    func hits(
        _ db: Database,
        within wanted: ClosedRange<Int64>,
        descending: Bool = true,
        limit: Int
    ) throws -> Found {
        var found = Found()
        guard let places, places.overlaps(wanted) else { return found }
        var rest = places.clamped(to: wanted)
        var window = max(limit * 4, 256)
        var budget = costsText ? Self.budget / Self.costOfText : Self.budget
        let start = ContinuousClock.now
        while true {
            let missing = limit - found.hits.count
            let next = try look(db, rest, descending, window: window, limit: missing)
            found.hits += next
            if next.count == missing { return found }
            // The window was too small, or the list is at its end.
            guard let last = try end(db, rest, descending, window: window) else { return found }
            budget -= window
            if budget <= 0 || ContinuousClock.now - start > Self.patience {
                found.reached = last
                return found
            }
            guard let after = rest.beyond(last, descending: descending) else { return found }
            rest = after
            window = min(window * (costsText ? 2 : 8), budget)
        }
    }

    private func look(
        _ db: Database,
        _ places: ClosedRange<Int64>,
        _ descending: Bool,
        window: Int,
        limit: Int
    ) throws -> [Hit] {
        let isPlain: Bool
        if case .shown = source { isPlain = conditions.isEmpty } else { isPlain = false }
        let piece = isPlain ? shown(places, descending, limit) : picked(places, descending, window, limit)
        return try Row.fetchAll(db, cached: piece.sql, arguments: StatementArguments(piece.arguments)).map { row in
            Hit(id: row[0], place: row[1])
        }
    }

    /// From the index alone.
    private func shown(_ places: ClosedRange<Int64>, _ descending: Bool, _ limit: Int) -> SQLPiece {
        SQLPiece(
            sql: """
                SELECT id, place FROM image WHERE trashed_at IS NULL AND place BETWEEN ? AND ?
                ORDER BY place \(descending ? "DESC" : "ASC") LIMIT ?
                """,
            arguments: [places.lowerBound, places.upperBound, limit]
        )
    }

    /// The order is that of the list inside: a join by CROSS keeps it, and no sort waits for the whole window.
    private func picked(
        _ places: ClosedRange<Int64>,
        _ descending: Bool,
        _ window: Int,
        _ limit: Int
    ) -> SQLPiece {
        let list = source.selection(within: places, descending: descending, limit: window)
        let tests = conditions.map { " AND \($0.sql)" }.joined()
        return SQLPiece(
            sql: """
                SELECT image.id, image.place FROM (\(list.sql)) AS list CROSS JOIN image
                WHERE image.place = list.place AND image.trashed_at IS NULL\(tests) LIMIT ?
                """,
            arguments: list.arguments + conditions.flatMap(\.arguments) + [limit]
        )
    }

    /// The last place of a whole window; `nil` when the list ended within it.
    private func end(_ db: Database, _ places: ClosedRange<Int64>, _ descending: Bool, window: Int) throws -> Int64? {
        let list = source.selection(within: places, descending: descending, limit: window)
        let row = try Row.fetchOne(
            db,
            cached: "SELECT count(*), \(descending ? "min" : "max")(place) FROM (\(list.sql))",
            arguments: StatementArguments(list.arguments)
        )
        guard let row, row[0] as Int == window else { return nil }
        return row[1]
    }
}

extension ClosedRange<Int64> {
    /// What lies beyond a place on the way.
    func beyond(_ place: Int64, descending: Bool) -> ClosedRange<Int64>? {
        if descending { return place > lowerBound ? lowerBound...(place - 1) : nil }
        return place < upperBound ? (place + 1)...upperBound : nil
    }
}
