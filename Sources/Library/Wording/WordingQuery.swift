import Foundation
import GRDB
import Phrasing

/// What was typed for a generation, and the words that were drawn for it.
public struct WordingQuery: LibraryQuery {
    /// Of which generation.
    public var id: Generation.ID

    /// Creates a query.
    public init(of id: Generation.ID) { self.id = id }

    /// The wording; `nil` where the request was sent as it was typed.
    public func answer(_ db: Database) throws -> Wording? {
        try String.fetchOne(
            db,
            cached: "SELECT wording FROM generation_wording WHERE generation_id = ?",
            arguments: [id]
        ).map { try JSONDecoder().decode(Wording.self, from: Data($0.utf8)) }
    }
}

/// What was typed for each of some generations.
public struct WordingsQuery: LibraryQuery {
    /// Of which generations.
    public var ids: Set<Generation.ID>

    /// Creates a query.
    public init(of ids: Set<Generation.ID>) { self.ids = ids }

    /// The wordings of those that have one.
    public func answer(_ db: Database) throws -> [Generation.ID: Wording] {
        var wordings: [Generation.ID: Wording] = [:]
        for id in ids { wordings[id] = try WordingQuery(of: id).answer(db) }
        return wordings
    }
}

extension Database {
    /// Writes a wording beside its generation; the last row's number stays the generation's.
    func insert(_ wording: Wording, of generation: Generation.ID) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        try run(
            cached: "INSERT INTO generation_wording (generation_id, prompt, wording) VALUES (?, ?, ?)",
            arguments: [
                generation, wording.typed.prompt, String(decoding: try encoder.encode(wording), as: UTF8.self),
            ]
        )
    }
}
