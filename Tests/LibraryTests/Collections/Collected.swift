import Foundation
import GRDB

@testable import Library

/// A library whose pictures are put into collections.
final class Collected: Sendable {
    let shelf: Shelf
    var library: Library { shelf.library }
    var now: Date { shelf.house.now }

    init(_ count: Int, in name: String? = "Best") async throws {
        shelf = try Shelf((0..<count).map { .init(prompt: "picture \($0)", rating: $0 % 6) })
        if let name { try await act("collect", name, to: (1...Int64(count)).map { $0 }) }
    }

    @discardableResult
    func act(_ kind: String, _ value: String = "", to ids: [Int64], by person: String? = nil, after: Int = 0)
        async throws -> Action
    {
        let change = try Change(kind: kind, value: value)
        let moment = now.addingTimeInterval(Double(after))
        return try await library.begin(change, to: ids, of: ids.count, by: person, at: moment).action
    }

    func id(_ name: String = "Best") async throws -> ImageCollection.ID {
        try await library.pool.read { db in try db.collections(called: [name]).first ?? 0 }
    }

    @discardableResult
    func move(_ ids: [Int64], _ spot: CollectionSpot, by person: String? = nil, after: Int = 0) async throws
        -> Library.Move
    {
        let moment = now.addingTimeInterval(Double(after))
        return try await library.move(ids, in: try await id(), to: spot, by: person, at: moment)
    }

    func undo(_ action: Action?) async throws {
        guard let action else { throw LibraryError.notFound }
        while try await !library.undo(action.id, at: now).isOver {}
    }

    /// The pictures as a page of the collection shows them.
    func order(_ name: String = "Best") async throws -> [Int64] {
        let query = GalleryQuery(Search("in:\"\(name)\""), order: .hand, limit: 200_000) { _ in false }
        return try await library.answer(query).frames.map(\.id)
    }

    func sound() async throws -> Bool {
        let isStraight = try await library.pool.read { db in
            try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty
                && Row.fetchAll(
                    db,
                    sql: """
                        SELECT 1 FROM image_mark JOIN mark ON mark.id = mark_id
                        WHERE (position IS NULL) = (kind = 'collection')
                        """
                ).isEmpty
        }
        return try await library.answer(CounterGapQuery()).isEmpty && isStraight
    }
}
