import GRDB

/// How much a library holds, counted and not looked up.
public struct TotalsQuery: LibraryQuery {
    /// The numbers.
    public struct Totals: Sendable, Hashable {
        /// Rows of generations.
        public var generations = 0
        /// Rows of images.
        public var images = 0
        /// Different files that the images name.
        public var files = 0
        /// The newest migration that was run.
        public var version = ""

        /// Creates the numbers of an empty library.
        public init() {}
    }

    /// Creates a query.
    public init() {}

    /// The numbers, as of one moment.
    public func answer(_ db: Database) throws -> Totals {
        func count(_ sql: String) throws -> Int { try Int.fetchOne(db, sql: sql) ?? 0 }
        var totals = Totals()
        totals.generations = try count("SELECT count(*) FROM generation")
        totals.images = try count("SELECT count(*) FROM image")
        totals.files = try count("SELECT count(DISTINCT sha256) FROM image")
        totals.version = try Migrations.migrator.completedMigrations(db).last ?? ""
        return totals
    }
}
