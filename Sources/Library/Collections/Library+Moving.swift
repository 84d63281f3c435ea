import Foundation
import GRDB

extension Library {
    /// So many pictures are moved at once at most.
    public static let mostMoved = 1000

    /// What came of moving pictures within a collection.
    public struct Move: Sendable {
        /// The action, with its way back; `nil` where all of them stood there already.
        public var action: Action?
        /// How many are in the collection and stand where they were asked to.
        public var moved: Int
    }

    /// Moves pictures to another spot of a collection, in the order among each other that they have there.
    ///
    /// The same pictures moved again by the same person at once are one action: the way back leads to where they came
    /// from, not along every step of a key that was pressed often.
    ///
    /// - Parameter images: at most ``mostMoved``; those that are not in the collection are left out.
    /// - Throws: ``LibraryError/notFound`` when there is no such collection, or the spot names a picture that is not in
    ///   it; ``LibraryError/notByHand`` for a smart one.
    public func move(
        _ images: [Image.ID],
        in collection: ImageCollection.ID,
        to spot: CollectionSpot,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Move {
        try await write { db in
            let named = try db.collection(collection)
            guard !named.isSmart else { throw LibraryError.notByHand }
            guard let mark = try db.mark(of: collection) else { throw LibraryError.notFound }
            let moving = try Moving(images.prefix(Self.mostMoved), mark: mark, db)
            guard try moving.go(to: spot, db) else { return Move(moved: moving.rows.count) }
            let change = Change.move(named.name)
            let action =
                try db.lastMove(of: moving, change, by: person, at: now)
                ?? db.note(moving, as: change, by: person, at: now)
            return Move(action: try db.action(action), moved: moving.rows.count)
        }
    }
}

/// Pictures on their way from one spot of a collection to another.
struct Moving {
    let mark: Int64
    /// The pictures as they stand before.
    let rows: [Positions.Row]
    /// Which picture each stands behind before; 0 for none.
    let predecessors: [Image.ID]

    init(_ images: some Sequence<Image.ID>, mark: Int64, _ db: Database) throws {
        self.mark = mark
        rows = try Set(images).compactMap { try db.row(of: $0, in: mark) }.sorted { $0.position < $1.position }
        predecessors = try rows.map { try db.rows(.back, from: $0.position - 1, in: mark).first?.image ?? 0 }
    }

    /// - Returns: whether something stands elsewhere now.
    func go(to spot: CollectionSpot, _ db: Database) throws -> Bool {
        guard !rows.isEmpty else { return false }
        let anchor = try anchor(of: spot, db)
        // They are no neighbours of themselves.
        for row in rows { try db.setPosition(nil, of: row.place, in: mark) }
        let lower = try anchor.flatMap { try db.rows(.back, from: $0, in: mark).first }
        let room = try db.room(for: rows.count, behind: lower?.position, in: mark)
        for (index, row) in rows.enumerated() { try db.setPosition(room[index], of: row.place, in: mark) }
        return predecessors != [lower?.image ?? 0] + rows.dropLast().map(\.image)
    }

    /// The number behind which they come; `nil` for the start.
    private func anchor(of spot: CollectionSpot, _ db: Database) throws -> Int64? {
        switch spot {
        case .start: return nil
        case .end: return .max
        case .before(let image), .after(let image):
            guard let row = try db.row(of: image, in: mark) else { throw LibraryError.notFound }
            if case .after = spot { return row.position }
            return row.position - 1
        case .earlier:
            return try neighbour("position < ? ORDER BY position DESC", of: rows.first, db).map { $0 - 1 }
        case .later:
            return try neighbour("position > ? ORDER BY position", of: rows.last, db) ?? .max
        }
    }

    /// The next one that can be seen, and is not among those that move.
    private func neighbour(_ condition: String, of row: Positions.Row?, _ db: Database) throws -> Int64? {
        let moving = "[" + rows.map { String($0.image) }.joined(separator: ",") + "]"
        return try Int64.fetchOne(
            db,
            cached: """
                SELECT position FROM image_mark JOIN image ON image.id = image_id
                WHERE mark_id = ?2 AND trashed_at IS NULL AND image_id NOT IN (SELECT value FROM json_each(?3))
                  AND \(condition.replacing("?", with: "?1")) LIMIT 1
                """,
            arguments: [row?.position, mark, moving]
        )
    }
}

extension Database {
    func row(of image: Image.ID, in mark: Int64) throws -> Positions.Row? {
        try Row.fetchOne(
            self,
            cached: """
                SELECT image_mark.place, position FROM image_mark
                WHERE mark_id = ? AND place = (SELECT place FROM image WHERE id = ?) AND position IS NOT NULL
                """,
            arguments: [mark, image]
        ).map { Positions.Row(image: image, place: $0[0], position: $0[1]) }
    }

    /// The last action of all, if it moved the very same pictures a moment ago.
    fileprivate func lastMove(
        of moving: Moving,
        _ change: Change,
        by person: String?,
        at now: Date
    ) throws -> Action.ID? {
        let last = try RecentActionsQuery(limit: 1).answer(self).first
        guard let last, last.change == change, last.person == person, last.undoneAt == nil,
            now.timeIntervalSince(last.createdAt) < 30, last.changed == moving.rows.count
        else { return nil }
        let images = try Int64.fetchSet(
            cachedStatement(sql: "SELECT image_id FROM action_image WHERE action_id = ?"),
            arguments: [last.id]
        )
        return images == Set(moving.rows.map(\.image)) ? last.id : nil
    }

    fileprivate func note(_ moving: Moving, as change: Change, by person: String?, at now: Date) throws -> Action.ID {
        var detail = ActionDetail(value: change.value)
        detail.marks = [moving.mark]
        detail.tally.total = moving.rows.count
        detail.tally.isDone = true
        let id = try insertAction(change, detail, by: person, at: now, changed: moving.rows.count)
        for (row, before) in zip(moving.rows, moving.predecessors) {
            try run(
                cached: "INSERT INTO action_image (action_id, image_id, before) VALUES (?, ?, ?)",
                arguments: [id, row.image, before]
            )
        }
        return id
    }

    /// Puts pictures back behind the ones that they stood behind, which may be among them themselves.
    ///
    /// - Parameter before: which picture each stood behind; 0 for none.
    /// - Returns: those that are back.
    func putBack(_ before: [Image.ID: Image.ID], in mark: Int64) throws -> [Image.ID] {
        var waiting = before
        var back: [Image.ID] = []
        while let first = waiting.keys.min() {
            // As far forward as those that wait follow each other; of such a chain the front goes first.
            var chain = [first]
            while let next = chain.last.flatMap({ waiting[$0] }), waiting[next] != nil, !chain.contains(next) {
                chain.append(next)
            }
            for image in chain.reversed() {
                guard let predecessor = waiting.removeValue(forKey: image),
                    let row = try row(of: image, in: mark),
                    let lower = try predecessor == 0 ? .min : self.row(of: predecessor, in: mark)?.position
                else { continue }
                try setPosition(nil, of: row.place, in: mark)
                let room = try room(for: 1, behind: lower == .min ? nil : lower, in: mark)
                try setPosition(room.first, of: row.place, in: mark)
                back.append(image)
            }
        }
        return back
    }
}
