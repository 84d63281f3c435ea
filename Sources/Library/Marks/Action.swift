import Foundation
import GRDB

/// A change as it was made to pictures, kept so that it can be undone.
public struct Action: Sendable, Identifiable {
    /// Its number, in the order of asking.
    public var id: Int64
    /// What was asked.
    public var change: Change
    /// Who asked, if they gave a name.
    public var person: String?
    /// When it was asked.
    public var createdAt: Date
    /// When all of it had been undone.
    public var undoneAt: Date?
    /// How many pictures it has changed.
    public var changed: Int
    /// How far it came.
    public var tally: ActionTally

    /// How long actions, and what lies in the trash, are kept: 30 days, in seconds.
    public static let kept: TimeInterval = 30 * 86_400

    /// Whether there is a way back.
    public var canBeUndone: Bool { undoneAt == nil && (changed > 0 || change.isOfThing) && change != .delete }
}

/// How far an action came.
public struct ActionTally: Sendable, Hashable, Codable {
    /// Pictures that were asked for; `nil` while they are being counted.
    public var total: Int?
    /// Those that were so already.
    public var already = 0
    /// Those that are not there any more.
    public var gone = 0
    /// Whether it reached its end; if it did not and does not run, it was stopped.
    public var isDone = false
    /// Those that were put back.
    public var undone = 0
    /// Those that somebody had changed since, and that stayed so.
    public var changedSince = 0

    /// Nothing done yet.
    public init() {}
}

/// The column `action.detail`.
struct ActionDetail: Codable {
    var value: String
    /// The rows of `mark` that it is about: bit n of `action_image.before` is the nth of them.
    var marks: [Int64] = []
    var tally = ActionTally()
    /// Behind this position stands what a sorting has sorted; `nil` until it begins.
    var base: Int64?
    /// The collection that was deleted.
    var collection: Int64?
    /// The note that was there before.
    var note: Note?
    /// What was written.
    var text: String?

    init(value: String) { self.value = value }

    init(json: String) throws { self = try JSONDecoder().decode(Self.self, from: Data(json.utf8)) }

    var json: String {
        get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) }
    }
}

extension Action: FetchableRecord {
    static let columns = """
        action.id, kind, detail, (SELECT nullif(name, '') FROM user WHERE user.id = action.user_id) AS person,
        action.created_at, undone_at, count
        """

    /// Reads a row of ``columns``.
    public init(row: Row) throws {
        let detail = try ActionDetail(json: row["detail"])
        id = row["id"]
        change = try Change(kind: row["kind"], value: detail.value)
        person = row["person"]
        createdAt = Date(milliseconds: row["created_at"])
        undoneAt = (row["undone_at"] as Int64?).map(Date.init(milliseconds:))
        changed = row["count"]
        tally = detail.tally
    }
}

/// One action.
public struct ActionQuery: LibraryQuery {
    /// Which.
    public var id: Action.ID

    /// Creates a query.
    public init(id: Action.ID) { self.id = id }

    /// The action; `nil` when there is none, or none any more.
    public func answer(_ db: Database) throws -> Action? {
        try Action.fetchOne(db, cached: "SELECT \(Action.columns) FROM action WHERE id = ?", arguments: [id])
    }
}

/// What was done last, the newest first.
public struct RecentActionsQuery: LibraryQuery {
    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 50) { self.limit = limit }

    /// The actions.
    public func answer(_ db: Database) throws -> [Action] {
        try Action.fetchAll(
            db,
            cached: "SELECT \(Action.columns) FROM action ORDER BY id DESC LIMIT ?",
            arguments: [limit]
        )
    }
}

extension Database {
    func action(_ id: Action.ID) throws -> Action {
        guard let action = try ActionQuery(id: id).answer(self) else { throw LibraryError.notFound }
        return action
    }
}
