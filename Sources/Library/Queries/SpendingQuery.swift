import Foundation
import GRDB

/// What was spent at a service today and this month, with what is in flight.
public struct SpentQuery: LibraryQuery {
    /// Sums in US dollars.
    public struct Answer: Sendable, Hashable {
        /// On this day of the machine's own time.
        public var today: Double
        /// In this calendar month.
        public var thisMonth: Double
    }

    /// Who is paid.
    public var service: String
    /// The moment that says which day and month it is.
    public var now: Date

    /// Creates a query.
    public init(service: String, on now: Date) {
        self.service = service
        self.now = now
    }

    /// The sums.
    public func answer(_ db: Database) throws -> Answer {
        let row = try Row.fetchOne(
            db,
            cached: """
                WITH today (day) AS (SELECT date(:now / 1000, 'unixepoch', 'localtime'))
                SELECT coalesce(sum(microdollars) FILTER (WHERE spending.day = today.day), 0),
                       coalesce(sum(microdollars), 0)
                FROM today, spending
                WHERE service = :service
                  AND spending.day BETWEEN substr(today.day, 1, 8) || '01' AND substr(today.day, 1, 8) || '31'
                """,
            arguments: ["now": now.milliseconds, "service": service]
        )
        guard let row else { return Answer(today: 0, thisMonth: 0) }
        return Answer(today: Double(row[0] as Int64) / 1e6, thisMonth: Double(row[1] as Int64) / 1e6)
    }
}

/// What was spent at a service in a month, by day, person and model.
public struct SpendingQuery: LibraryQuery {
    /// One line: its name, how many generations, and US dollars.
    public struct Line: Sendable, Hashable {
        /// The day as YYYY-MM-DD, the person's name (empty for nobody's), or the model's slug.
        public var name: String
        /// How many generations were sent.
        public var generations: Int
        /// In US dollars.
        public var dollars: Double
    }

    /// A month's spending.
    public struct Answer: Sendable {
        /// The latest day first.
        public var days: [Line]
        /// The most expensive first.
        public var people: [Line]
        /// The most expensive first.
        public var models: [Line]
        /// The months that have spending, the latest first, as YYYY-MM.
        public var months: [String]
    }

    /// Who is paid.
    public var service: String
    /// The month as YYYY-MM.
    public var month: String

    /// Creates a query.
    public init(service: String, month: String) {
        self.service = service
        self.month = month
    }

    /// The lines.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            days: try lines(db, "day", order: "name DESC"),
            people: try lines(db, "(SELECT name FROM user WHERE user.id = spending.user_id)", order: "sum DESC, name"),
            models: try lines(db, "model", order: "sum DESC, name"),
            months: try String.fetchAll(
                db,
                cached: """
                    SELECT DISTINCT substr(day, 1, 7) AS month FROM spending
                    WHERE service = ? AND generations > 0 ORDER BY month DESC LIMIT 120
                    """,
                arguments: [service]
            )
        )
    }

    private func lines(_ db: Database, _ name: String, order: String) throws -> [Line] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT coalesce(\(name), '') AS name, sum(generations) AS count, sum(microdollars) AS sum
                FROM spending WHERE service = ? AND day BETWEEN ? AND ?
                GROUP BY 1 HAVING count > 0 ORDER BY \(order)
                """,
            arguments: [service, month + "-01", month + "-31"]
        ).map { Line(name: $0[0], generations: $0[1], dollars: Double($0[2] as Int64) / 1e6) }
    }
}
