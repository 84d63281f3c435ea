import GRDB
import Phrasing

/// The lists that some texts ask for, with those that these ask for.
public struct WordListsQuery: LibraryQuery {
    /// The most text that is read for one prompt, in bytes.
    public static let most = 64_000_000

    /// The names and patterns in the texts; `nil` for all lists that there are.
    public var names: Set<String>?

    /// Creates a query.
    public init(_ names: Set<String>?) { self.names = names }

    /// The lists; names that nothing is called by are left out.
    public func answer(_ db: Database) throws -> WordLists {
        guard names != [] else { return WordLists() }
        let rows = try Row.fetchAll(
            db,
            cached: """
                SELECT id, name, length(text) FROM wildcard_list INDEXED BY wildcard_list_key
                WHERE deleted_at IS NULL
                """
        )
        let known = Dictionary(rows.map { ($0[1] as String, (id: $0[0] as Int64, size: $0[2] as Int)) }) { one, _ in
            one
        }
        var lists: [String: WordList] = [:]
        var size = 0
        var open = names ?? ["*"]
        var seen = open
        while let name = open.popFirst() {
            for found in WordLists.matching(name, in: known.keys) where lists[found] == nil {
                guard let entry = known[found] else { continue }
                size += entry.size
                guard size <= Self.most else { throw LibraryError.other("the lists asked for are larger than 64 MB") }
                let text = try String.fetchOne(
                    db,
                    cached: "SELECT text FROM wildcard_list WHERE id = ?",
                    arguments: [entry.id]
                )
                let list = WordList(name: found, text: text ?? "")
                lists[found] = list
                for name in list.listNames where seen.insert(name).inserted { open.insert(name) }
            }
        }
        return WordLists(Array(lists.values))
    }
}
