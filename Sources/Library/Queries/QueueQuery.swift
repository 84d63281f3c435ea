import Foundation
import GRDB

/// What is on its way, and what was settled last.
public struct QueueQuery: LibraryQuery {
    /// A generation with its first picture once there is one.
    public struct Entry: Sendable {
        /// The generation.
        public var generation: Generation
        /// Its first picture.
        public var image: Image?
    }

    /// The queue as its page shows it.
    public struct Answer: Sendable {
        /// Waiting for a person, oldest first, at most 200.
        public var unresolved: [Entry]
        /// On their way, oldest first, at most 200.
        public var open: [Entry]
        /// Done with, newest first.
        public var settled: [Entry]
        /// How many wait in the queue, by person.
        public var waiting: [String?: Int]
    }

    /// Who is asked: whose line is counted.
    public var service: String
    /// How many settled ones.
    public var settledLimit: Int

    /// Creates a query.
    public init(service: String, settledLimit: Int = 40) {
        self.service = service
        self.settledLimit = settledLimit
    }

    /// The queue.
    public func answer(_ db: Database) throws -> Answer {
        Answer(
            unresolved: try entries(db, "WHERE state = 'unresolved' ORDER BY id LIMIT 200"),
            open: try entries(db, "WHERE finished_at IS NULL ORDER BY id LIMIT 200"),
            settled: try entries(
                db,
                """
                WHERE finished_at IS NOT NULL AND state <> 'unresolved' AND service <> '\(ImportedPicture.service)'
                ORDER BY id DESC LIMIT \(settledLimit)
                """
            ),
            waiting: try db.waitingByPerson(service)
        )
    }

    private func entries(_ db: Database, _ condition: String) throws -> [Entry] {
        try Generation.fetchAll(db, cached: "SELECT \(Generation.columns) FROM generation \(condition)")
            .map { Entry(generation: $0, image: try db.images(of: $0.id).first) }
    }
}

/// The place in a line that is fair between people: about as many of each other person's go first as of one's own.
public struct WaitingLine: Sendable {
    private let waiting: [String?: Int]
    private var passed: [String?: Int] = [:]

    /// Creates a line.
    ///
    /// - Parameter waiting: how many wait, by person.
    public init(_ waiting: [String?: Int]) {
        self.waiting = waiting
    }

    /// About how many go before a generation; to be asked of one person's generations from the oldest on.
    public mutating func ahead(of generation: Generation) -> Int {
        guard generation.state == .queued else { return 0 }
        let own = passed[generation.person, default: 0]
        passed[generation.person] = own + 1
        return Self.ahead(own: own, person: generation.person, waiting: waiting)
    }

    static func ahead(own: Int, person: String?, waiting: [String?: Int]) -> Int {
        waiting.reduce(own) { $1.key == person ? $0 : $0 + min($1.value, own) }
    }
}

extension Database {
    /// How many wait in the queue, by person.
    func waitingByPerson(_ service: String) throws -> [String?: Int] {
        let rows = try Row.fetchAll(
            self,
            cached: """
                SELECT (SELECT nullif(name, '') FROM user WHERE user.id = user_id), count(*)
                FROM generation WHERE state = 'queued' AND service = ? GROUP BY user_id
                """,
            arguments: [service]
        )
        return Dictionary(rows.map { ($0[0] as String?, $0[1] as Int) }, uniquingKeysWith: +)
    }
}

/// How many generations are on their way, for the number in the top bar.
public struct OpenCountQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// The number of generations that are not settled.
    public func answer(_ db: Database) throws -> Int {
        try Int.fetchOne(
            db,
            cached: "SELECT count(*) FROM generation WHERE finished_at IS NULL"
        ) ?? 0
    }
}

/// The generations that a restart finds open, oldest first.
public struct OpenGenerationsQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// All that are not settled.
    public func answer(_ db: Database) throws -> [Generation] {
        try Generation.fetchAll(
            db,
            cached: """
                SELECT \(Generation.columns) FROM generation
                WHERE finished_at IS NULL ORDER BY id
                """
        )
    }
}

/// The generations that wait for a person because an answer was lost, oldest first.
public struct UnresolvedQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// All of them.
    public func answer(_ db: Database) throws -> [Generation] {
        try Generation.fetchAll(
            db,
            cached: "SELECT \(Generation.columns) FROM generation WHERE state = 'unresolved' ORDER BY id"
        )
    }
}

/// Whether something in the queue is due.
public struct IsDueQuery: LibraryQuery {
    /// Who is asked.
    public var service: String
    /// The moment.
    public var now: Date

    /// Creates a query.
    public init(service: String, at now: Date) {
        self.service = service
        self.now = now
    }

    /// The answer, by the index on what is waiting.
    public func answer(_ db: Database) throws -> Bool {
        try Bool.fetchOne(
            db,
            cached: """
                SELECT EXISTS (SELECT 1 FROM generation WHERE state = 'queued' AND service = ? AND \(Database.isDue))
                """,
            arguments: [service, now.milliseconds, now.milliseconds + 3_600_000]
        ) ?? false
    }
}
