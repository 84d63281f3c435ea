import Foundation
import GRDB

/// Who did what on which day, newest first, by keyset.
public struct ActivityQuery: LibraryQuery {
    /// One person's day.
    public struct Entry: Sendable, Hashable {
        /// The local day, as `2026-11-27`.
        public var day: String
        /// Who; `nil` for those who gave no name.
        public var person: String?
        /// What, in the order of ``ActivityKind``, each with how many.
        public var items: [Item]
        /// The comparisons that the person began on that day, the newest first; a few.
        public var comparisons: [ImageQuery.NamedComparison] = []
        /// The newest pictures that the person made on that day; a few.
        public var pictures: [GalleryQuery.Card] = []
        /// Where it stands.
        var cursor: ActivityCursor

        /// By what it says, not by what it names.
        public static func == (one: Entry, other: Entry) -> Bool {
            one.cursor == other.cursor && one.items == other.items
        }

        /// The same.
        public func hash(into hasher: inout Hasher) { hasher.combine(cursor) }
    }

    /// A number of things.
    public struct Item: Sendable, Hashable {
        /// What was done.
        public var kind: ActivityKind
        /// To how many, or how often.
        public var count: Int
    }

    /// A page.
    public struct Answer: Sendable {
        /// In order.
        public var entries: [Entry] = []
        /// Where the next page begins, if there is one.
        public var next: ActivityCursor?
    }

    /// So many comparisons of a day are named,
    private static let mostNamed = 4
    /// and so many pictures shown.
    private static let mostPictures = 8

    /// Whose; `nil` for everybody's.
    public var person: String?
    /// The days, as `2026-11-27`, the last included.
    public var days: ClosedRange<String>
    /// Behind what.
    public var start: ActivityCursor?
    /// So many days of persons at most.
    public var limit: Int

    /// Creates a query.
    public init(
        of person: String? = nil,
        days: ClosedRange<String> = "0000-01-01"..."9999-12-31",
        start: ActivityCursor? = nil,
        limit: Int = 40
    ) {
        self.person = person
        self.days = days
        self.start = start
        self.limit = limit
    }

    /// The page, by the primary key of `activity`, and of one person by the index `activity_user`.
    public func answer(_ db: Database) throws -> Answer {
        let rows = try rows(behind: start ?? ActivityCursor(day: days.upperBound, user: .max), db)
        var answer = Answer()
        for row in rows {
            let cursor = ActivityCursor(day: row[0], user: row[1])
            if answer.entries.last?.cursor != cursor {
                guard answer.entries.count < limit else {
                    answer.next = answer.entries.last?.cursor
                    break
                }
                answer.entries.append(Entry(day: cursor.day, person: row[4], items: [], cursor: cursor))
            }
            // One that a newer program counts is not known here.
            guard let kind = ActivityKind(rawValue: row[2]) else { continue }
            answer.entries[answer.entries.count - 1].items.append(Item(kind: kind, count: row[3]))
        }
        for index in answer.entries.indices { try fill(&answer.entries[index], db) }
        return answer
    }

    /// A day of a person has at most so many rows: a whole one more than asked is among what is read.
    private static let mostKinds = 32

    private func rows(behind last: ActivityCursor, _ db: Database) throws -> [Row] {
        let columns = "day, user_id, kind, count, (SELECT nullif(name, '') FROM user WHERE id = user_id)"
        let most = (limit + 1) * Self.mostKinds
        guard let person else {
            return try Row.fetchAll(
                db,
                cached: """
                    SELECT \(columns) FROM activity
                    WHERE (day, user_id) < (?, ?) AND day >= ? AND count > 0
                    ORDER BY day DESC, user_id DESC, kind DESC LIMIT ?
                    """,
                arguments: [last.day, last.user, days.lowerBound, most]
            )
        }
        // The first page begins with its last day, the others behind theirs.
        return try Row.fetchAll(
            db,
            cached: """
                SELECT \(columns) FROM activity
                WHERE user_id = ? AND day \(start == nil ? "<=" : "<") ? AND day >= ? AND count > 0
                ORDER BY day DESC, kind DESC LIMIT ?
                """,
            arguments: [try db.knownUser(named: person), last.day, days.lowerBound, most]
        )
    }

    private func fill(_ entry: inout Entry, _ db: Database) throws {
        let order = ActivityKind.allCases
        entry.items.sort { (order.firstIndex(of: $0.kind) ?? 0) < (order.firstIndex(of: $1.kind) ?? 0) }
        guard let span = LocalDay.span(entry.day) else { return }
        if entry.items.contains(where: { $0.kind == .make }) {
            let query = GalleryQuery(.made(by: entry.person, within: span), limit: Self.mostPictures)
            entry.pictures = try query.answer(db).cards
        }
        guard entry.items.contains(where: { $0.kind == .compare }) else { return }
        entry.comparisons = try Row.fetchAll(
            db,
            cached: """
                SELECT id, name FROM comparison WHERE user_id = ? AND created_at >= ? AND created_at < ?
                ORDER BY created_at DESC LIMIT ?
                """,
            arguments: [entry.cursor.user, span.lowerBound, span.upperBound, Self.mostNamed]
        ).map { ImageQuery.NamedComparison(id: $0[0], name: $0[1]) }
    }
}

/// Where a person's day stands in the list of who did what.
public struct ActivityCursor: Sendable, Hashable {
    var day: String
    var user: Int64

    init(day: String, user: Int64) {
        self.day = day
        self.user = user
    }

    /// Reads ``text``.
    public init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, LocalDay.span(String(parts[0])) != nil, let user = Int64(parts[1]) else { return nil }
        self.init(day: String(parts[0]), user: user)
    }

    /// As an address carries it.
    public var text: String { "\(day).\(user)" }
}

/// A day of this machine's calendar.
enum LocalDay {
    /// Its milliseconds since 1970; `nil` for what is no day.
    static func span(_ day: String) -> Range<Int64>? {
        guard day.utf8.count == 10, let span = SearchCalendar().span(day) else { return nil }
        return span.start.milliseconds..<span.end.milliseconds
    }
}
