import Foundation
import GRDB

/// What the queue may take next, as the house stands.
public struct Turn: Sendable {
    /// Who is asked; work for another service waits for that one.
    public var service: String
    /// Models that take no more requests just now.
    public var fullModels: Set<String> = []
    /// How many generations of a model may be in flight, where that is limited.
    public var inFlight: [String: Int] = [:]
    /// What a generation without an expected price is taken to cost, in US dollars.
    public var unknownPrice: Double = 0

    /// Creates a turn without limits.
    public init(service: String) {
        self.service = service
    }
}

/// What the queue was given.
public enum NextUp: Sendable {
    /// This generation is marked as being sent, on disk, before a byte goes out.
    case taken(Generation)
    /// A ceiling holds the queue: the next generation would pass it.
    case held(Hold)
    /// Nothing is due.
    case nothing
}

/// Why a ceiling holds the queue.
public struct Hold: Sendable, Hashable {
    /// Whose sum the ceiling is over.
    public enum Period: Sendable, Hashable {
        case day
        case month
    }

    /// The period that is used up.
    public var period: Period
    /// The ceiling in US dollars.
    public var ceiling: Double
    /// What was spent in the period, with what is in flight, in US dollars.
    public var spent: Double
    /// What the next generation is expected to cost, in US dollars.
    public var price: Double
}

extension Library {
    /// Takes the generation whose turn it is and marks it as being sent.
    ///
    /// It is the oldest that is due, and within the person's own ceilings, of the person who has the fewest in flight; of several such people, of the one
    /// who has waited longest since one of theirs was taken. What the service did not take lets those pass that it
    /// was not offered: one request that is always refused must not stand in everybody's way. What it is expected to cost is counted as spent from
    /// here on, so that no two that are in flight can pass a ceiling together.
    ///
    /// - Throws: ``LibraryError``.
    public func takeNext(_ turn: Turn, at now: Date) async throws(LibraryError) -> NextUp {
        try await write { db in
            let settings = try SettingsQuery().answer(db)
            let ceilings = settings.ceilings
            guard let (id, price) = try db.next(turn, within: settings, at: now) else { return .nothing }
            if let hold = try db.hold(price, within: ceilings, service: turn.service, at: now) { return .held(hold) }
            try db.run(
                cached: """
                    UPDATE generation
                    SET state = 'submitting', submitted_at = :now, cost_usd = :price, cost_is_real = 0,
                        spent_on = date(:now / 1000, 'unixepoch', 'localtime')
                    WHERE id = :id
                    """,
                arguments: ["now": now.milliseconds, "price": price, "id": id]
            )
            try db.run(
                cached: "UPDATE user SET served_at = ? WHERE id = (SELECT user_id FROM generation WHERE id = ?)",
                arguments: [now.milliseconds, id]
            )
            return .taken(try db.generation(id))
        }
    }

    /// Puts a generation that was never offered to the service back to its place in the queue.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is not being sent.
    public func putBack(_ id: Generation.ID, at now: Date) async throws(LibraryError) -> Generation {
        try await move(id, to: .queued, at: now)
    }
}

extension Database {
    /// With the present and an hour later: nobody waits longer than an hour, except for a clock that was wrong.
    static let isDue = "(coalesce(not_before, 0) <= ? OR not_before > ?)"

    /// The generation whose turn it is, and its expected price.
    fileprivate func next(_ turn: Turn, within settings: Settings, at now: Date) throws -> (id: Int64, price: Double)? {
        var inFlight: [Int64: Int] = [:]
        var ofModel: [String: Int] = [:]
        let counts = try Row.fetchAll(
            self,
            cached: """
                SELECT user_id, model, count(*) FROM generation
                WHERE state IN ('submitting', 'running', 'storing') AND service = ? GROUP BY user_id, model
                """,
            arguments: [turn.service]
        )
        for row in counts {
            inFlight[row[0], default: 0] += row[2]
            ofModel[row[1], default: 0] += row[2]
        }
        let full = turn.fullModels.union(turn.inFlight.filter { ofModel[$0.key, default: 0] >= $0.value }.keys)
        let inTurn = try waiting(for: turn.service)
            .map { user in (user: user.id, rank: (inFlight[user.id, default: 0], user.servedAt, user.id)) }
            .sorted { $0.rank < $1.rank }
        for (user, _) in inTurn {
            // What is dearer than a whole ceiling stands aside: it would hold everybody up for ever. So does what a
            // person may not spend any more, for the others have done nothing.
            let allowance = try allowance(of: user, usual: settings.personCeilings, service: turn.service, at: now)
            let most = [settings.ceilings.lowest, allowance?.left].compactMap { $0 }.min()
            var arguments: StatementArguments = [
                turn.service, user, now.milliseconds, now.milliseconds + 3_600_000, turn.unknownPrice,
                most.map { $0 + 1e-9 } ?? .infinity,
            ]
            _ = arguments.append(contentsOf: StatementArguments(full.sorted()))
            let row = try Row.fetchOne(
                self,
                cached: """
                    SELECT id, price_usd FROM generation
                    WHERE state = 'queued' AND service = ? AND user_id = ? AND \(Self.isDue)
                      AND coalesce(price_usd, ?) <= ?
                      AND model NOT IN (\(databaseQuestionMarks(count: full.count)))
                    ORDER BY (attempts > 0), id LIMIT 1
                    """,
                arguments: arguments
            )
            if let row { return (row[0], row[1] ?? turn.unknownPrice) }
        }
        return nil
    }

    /// The people with something in the queue, each found by one step in the index.
    private func waiting(for service: String) throws -> [(id: Int64, servedAt: Int64)] {
        var users: [(id: Int64, servedAt: Int64)] = []
        var last: Int64 = -1
        while let user = try Int64.fetchOne(
            self,
            cached: "SELECT min(user_id) FROM generation WHERE state = 'queued' AND service = ? AND user_id > ?",
            arguments: [service, last]
        ) {
            let servedAt = try Int64.fetchOne(
                self,
                cached: "SELECT served_at FROM user WHERE id = ?",
                arguments: [user]
            )
            users.append((user, servedAt ?? 0))
            last = user
        }
        return users
    }

    fileprivate func hold(
        _ price: Double,
        within ceilings: Ceilings,
        service: String,
        at now: Date
    ) throws -> Hold? {
        guard ceilings != Ceilings() else { return nil }
        let spent = try SpentQuery(service: service, on: now).answer(self)
        let periods: [(Hold.Period, Double?, Double)] = [
            (.day, ceilings.daily, spent.today), (.month, ceilings.monthly, spent.thisMonth),
        ]
        for case (let period, let ceiling?, let spent) in periods where spent + price > ceiling + 1e-9 {
            return Hold(period: period, ceiling: ceiling, spent: spent, price: price)
        }
        return nil
    }

    /// The number of a user by name; a new name becomes a new user, no name is nobody's.
    func user(named name: String?) throws -> Int64 {
        guard let name, !name.isEmpty else { return 0 }
        try run(cached: "INSERT INTO user (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [name])
        return try Int64.fetchOne(self, cached: "SELECT id FROM user WHERE name = ?", arguments: [name]) ?? 0
    }
}
