import Foundation
import GRDB

/// The prompts in the trash, what came there last first.
public struct TrashedPromptsQuery: LibraryQuery {
    /// A prompt in the trash.
    public struct Entry: Sendable {
        /// Its number.
        public var id: Prompt.ID
        /// What people call it.
        public var title: String
        /// When it was put there.
        public var trashedAt: Date
    }

    /// So many at most.
    public var limit: Int

    /// Creates a query.
    public init(limit: Int = 200) { self.limit = limit }

    /// The prompts, by the index `prompt_trashed`; one more than the limit where there are more.
    public func answer(_ db: Database) throws -> [Entry] {
        try Row.fetchAll(
            db,
            cached: """
                SELECT id, title, trashed_at FROM prompt WHERE trashed_at IS NOT NULL
                ORDER BY trashed_at DESC, id DESC LIMIT ?
                """,
            arguments: [limit + 1]
        ).map { Entry(id: $0[0], title: $0[1], trashedAt: Date(milliseconds: $0[2])) }
    }
}
