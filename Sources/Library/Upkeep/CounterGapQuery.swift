import GRDB

/// Where the counters do not say what their tables say.
public struct CounterGapQuery: LibraryQuery {
    /// A counter that is wrong.
    public struct Gap: Sendable, Hashable {
        /// The counter's table.
        public var counter: String
        /// What it counts: the row's key.
        public var key: String
        /// What it says.
        public var says: String
        /// What counting gives.
        public var counted: String
    }

    /// Creates a query.
    public init() {}

    /// The wrong ones; a counter that an older schema does not have is not missed.
    public func answer(_ db: Database) throws -> [Gap] {
        try Counter.all.filter { try db.tableExists($0.table) }.flatMap { counter in
            try Row.fetchAll(db, sql: counter.gaps).map { row in
                Gap(counter: counter.table, key: row["key"], says: row["says"], counted: row["counted"])
            }
        }
    }
}
