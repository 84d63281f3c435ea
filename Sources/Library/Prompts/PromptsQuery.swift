import Foundation
import GRDB

/// One page of the prompt library by keyset, what was saved last first.
public struct PromptsQuery: LibraryQuery {
    /// A line of the list.
    public struct Entry: Sendable {
        /// The prompt.
        public var prompt: Prompt
        /// How many pictures came from it, the trash not counted.
        public var pictures: Int
        /// The picture that stands for it, if there is one.
        public var cover: PromptCover?
    }

    /// A page.
    public struct Answer: Sendable {
        /// In order.
        public var entries: [Entry] = []
        /// What to pass as ``PromptsQuery/before`` for the next page, if there is one.
        public var next: Int64?
        /// How many match, or as far as was counted.
        public var count = 0
        /// Whether there may be more than ``count``.
        public var isCapped = false
        /// What was read differently from how it may have been meant.
        public var remarks: [Search.Remark] = []
    }

    /// What is looked for.
    public var search: Search
    /// Who looks, and what models are called.
    public var context: SearchContext
    /// Only those behind this place.
    public var before: Int64?
    /// So many at most.
    public var limit: Int

    /// Counting stops here.
    public static let cap = 1000

    /// Creates a query.
    public init(
        _ search: Search = .everything,
        context: SearchContext = SearchContext(),
        before: Int64? = nil,
        limit: Int = 30
    ) {
        self.search = search
        self.context = context
        self.before = before
        self.limit = limit
    }

    /// The page, by the index `prompt_shown` or the rowids of `prompt_text`.
    public func answer(_ db: Database) throws -> Answer {
        let search = try PromptSearch(search, context, db)
        let found = try search.places(db, below: before, limit: limit + 1)
        let shown = found.prefix(limit)
        let count = try search.count(db, most: Self.cap + 1)
        let isCapped = !search.isWhole && count > Self.cap
        return Answer(
            entries: try shown.compactMap { try db.entry(at: $0) },
            next: found.count > limit ? shown.last : nil,
            count: isCapped ? Self.cap : count,
            isCapped: isCapped,
            remarks: search.remarks
        )
    }
}

extension Database {
    fileprivate func entry(at place: Int64) throws -> PromptsQuery.Entry? {
        let id = try Int64.fetchOne(self, cached: "SELECT id FROM prompt WHERE place = ?", arguments: [place])
        guard let prompt = try id.flatMap({ try self.prompt($0) }) else { return nil }
        return .init(prompt: prompt, pictures: try pictureCount(of: prompt.id), cover: try cover(of: prompt))
    }

    /// How many pictures came from a prompt: the counter of its facet.
    func pictureCount(of prompt: Prompt.ID) throws -> Int {
        try Int.fetchOne(
            self,
            cached: "SELECT count FROM facet WHERE kind = 'prompt' AND value = ?",
            arguments: [prompt]
        ) ?? 0
    }
}
