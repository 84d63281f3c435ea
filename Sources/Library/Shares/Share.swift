import Foundation
import GRDB

/// A link that shows one thing to people outside, who see nothing else.
public struct Share: Sendable, Hashable, Identifiable {
    /// The row.
    public typealias ID = Int64

    /// What kinds of things are shared.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        /// One picture.
        case picture
        /// A collection, as it is when the link is opened.
        case collection
        /// A comparison's sheet.
        case comparison
    }

    /// What is shared.
    public struct Subject: Sendable, Hashable {
        /// What it is.
        public var kind: Kind
        /// Its number.
        public var id: Int64

        /// Names it.
        public init(_ kind: Kind, _ id: Int64) { (self.kind, self.id) = (kind, id) }
    }

    /// The row.
    public var id: ID
    /// What it shows.
    public var subject: Subject
    /// Whose it is.
    public var maker: Account.ID
    /// Their name.
    public var makerName: String
    /// A word on whom it is meant for; empty for none.
    public var remark: String
    /// Whether prompts, models, seeds and parameters are shown, too.
    public var withWords: Bool
    /// When it was made.
    public var createdAt: Date
    /// When it ends.
    public var expiresAt: Date
    /// How often it was opened; what comes within a minute counts as one.
    public var openedCount: Int
    /// When it was last opened; `nil` for never.
    public var openedAt: Date?

    /// The days that one can be good for.
    public static let days = [1, 7, 30, 90]
    /// The days that one is good for where nobody says otherwise.
    public static let usualDays = 7
    /// How many one person may have open.
    public static let most = 200
    /// The longest remark, in characters.
    public static let longestRemark = 60
    /// What is opened again within so long is not counted anew, in seconds.
    public static let pause: TimeInterval = 60

    static let columns = """
        share.id, share.kind, thing_id, share.user_id, user.name, remark, with_words, share.created_at, expires_at,
        opened, opened_at
        """
    /// Like a token, a link is worth no more than whoever made it: it is good while they may make one.
    static let good = """
        share JOIN user ON user.id = share.user_id AND user.closed_at IS NULL
                       AND user.role IN ('member', 'administrator')
        """

    init?(row: Row) {
        guard let kind = Kind(rawValue: row[1]) else { return nil }
        id = row[0]
        subject = Subject(kind, row[2])
        maker = row[3]
        makerName = row[4]
        remark = row[5]
        withWords = row[6]
        createdAt = Date(milliseconds: row[7])
        expiresAt = Date(milliseconds: row[8])
        openedCount = row[9]
        openedAt = (row[10] as Int64?).map(Date.init(milliseconds:))
    }
}

/// The link behind an address.
public struct ShareQuery: LibraryQuery {
    /// What is kept of the address's secret.
    public var hash: SecretHash
    /// The time that says whether it has ended.
    public var now: Date

    /// Creates a query.
    public init(_ hash: SecretHash, at now: Date) { (self.hash, self.now) = (hash, now) }

    /// The link; `nil` where it was taken back, has ended, or never was.
    public func answer(_ db: Database) throws -> Share? {
        try Row.fetchOne(
            db,
            cached: "SELECT \(Share.columns) FROM \(Share.good) WHERE hash = ? AND expires_at > ?",
            arguments: [hash, now.milliseconds]
        ).flatMap(Share.init(row:))
    }
}
