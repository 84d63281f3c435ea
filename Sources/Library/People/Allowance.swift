import Foundation
import GRDB

/// What one person may spend, and has.
public struct Allowance: Sendable, Hashable {
    /// Their ceilings: their own, or those that everybody has.
    public var ceilings: Ceilings
    /// What they have spent, with what is in flight.
    public var spent: SpentQuery.Answer

    /// What may still be spent, in US dollars.
    public var left: Double? {
        [ceilings.daily.map { $0 - spent.today }, ceilings.monthly.map { $0 - spent.thisMonth }].compactMap { $0 }.min()
    }

    /// Why something of a price, in US dollars, waits; `nil` where it may be sent.
    public func hold(_ price: Double) -> Hold? {
        let periods: [(Hold.Period, Double?, Double)] = [
            (.month, ceilings.monthly, spent.thisMonth), (.day, ceilings.daily, spent.today),
        ]
        for case (let period, let ceiling?, let spent) in periods where spent + price > ceiling + 1e-9 {
            return Hold(period: period, ceiling: ceiling, spent: spent, price: price)
        }
        return nil
    }
}

/// The allowances of people at a service.
public struct AllowancesQuery: LibraryQuery {
    /// Who is paid.
    public var service: String
    /// The moment that says which day and month it is.
    public var now: Date
    /// Whose; an empty name is whoever has none.
    public var people: Set<String>

    /// Creates a query.
    public init(of people: some Sequence<String?>, service: String, on now: Date) {
        self.people = Set(people.map { $0 ?? "" })
        (self.service, self.now) = (service, now)
    }

    /// By name; nobody is in it who has no ceiling.
    public func answer(_ db: Database) throws -> [String: Allowance] {
        let usual = try SettingsQuery().answer(db).personCeilings
        var allowances: [String: Allowance] = [:]
        for name in people {
            // Whoever has never been here has spent nothing.
            let id = try Int64.fetchOne(db, cached: "SELECT id FROM user WHERE name = ?", arguments: [name]) ?? -1
            allowances[name] = try db.allowance(of: id, usual: usual, service: service, at: now)
        }
        return allowances
    }
}

/// The ceilings of their own that accounts have.
public struct OwnCeilingsQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// By account; who has none of their own is not in it.
    public func answer(_ db: Database) throws -> [Account.ID: Ceilings] {
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT id, daily_microdollars, monthly_microdollars FROM user
                WHERE role IS NOT NULL AND (daily_microdollars IS NOT NULL OR monthly_microdollars IS NOT NULL)
                """
        )
        return Dictionary(rows.map { ($0[0], Ceilings(microdollars: $0[1], $0[2])) }) { first, _ in first }
    }
}

extension Library {
    /// Gives an account ceilings of its own; `nil` in them is as everybody has it.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func set(_ ceilings: Ceilings, of id: Account.ID) async throws(LibraryError) {
        try await write { db in
            _ = try db.account(id)
            try db.run(
                cached: "UPDATE user SET daily_microdollars = ?, monthly_microdollars = ? WHERE id = ?",
                arguments: [ceilings.daily.map(Self.microdollars), ceilings.monthly.map(Self.microdollars), id]
            )
        }
    }

    private static func microdollars(_ dollars: Double) -> Int64 { Int64((dollars * 1e6).rounded()) }
}

extension Ceilings {
    fileprivate init(microdollars daily: Int64?, _ monthly: Int64?) {
        self.init(daily: daily.map { Double($0) / 1e6 }, monthly: monthly.map { Double($0) / 1e6 })
    }
}

extension Database {
    /// What a user may spend and has: two steps in indexes; `nil` where there is no ceiling.
    ///
    /// - Parameter usual: what everybody has who has none of their own.
    func allowance(of user: Int64, usual: Ceilings, service: String, at now: Date) throws -> Allowance? {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT daily_microdollars, monthly_microdollars FROM user WHERE id = ?",
            arguments: [user]
        )
        let own = row.map { Ceilings(microdollars: $0[0], $0[1]) } ?? Ceilings()
        let ceilings = Ceilings(daily: own.daily ?? usual.daily, monthly: own.monthly ?? usual.monthly)
        guard ceilings != Ceilings() else { return nil }
        let sums = try Row.fetchOne(
            self,
            cached: """
                WITH today (day) AS (SELECT date(:now / 1000, 'unixepoch', 'localtime'))
                SELECT coalesce(sum(microdollars) FILTER (WHERE spending.day = today.day), 0),
                       coalesce(sum(microdollars), 0)
                FROM today, spending
                WHERE service = :service AND user_id = :user
                  AND spending.day BETWEEN substr(today.day, 1, 8) || '01' AND substr(today.day, 1, 8) || '31'
                """,
            arguments: ["now": now.milliseconds, "service": service, "user": user]
        )
        let spent = sums.map {
            SpentQuery.Answer(today: Double($0[0] as Int64) / 1e6, thisMonth: Double($0[1] as Int64) / 1e6)
        }
        return Allowance(ceilings: ceilings, spent: spent ?? SpentQuery.Answer(today: 0, thisMonth: 0))
    }
}
