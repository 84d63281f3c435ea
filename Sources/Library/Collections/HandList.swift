import GRDB

/// All of a collection in the order that it has by hand.
///
/// Its cursors hold the position with its sign turned, so that the first picture has the largest key as in every other
/// order.
struct HandList: FrameList {
    /// The collection's mark.
    let mark: Int64

    func page(_ db: Database, _ start: GalleryQuery.Start, _ limit: Int) throws -> GalleryQuery.Answer {
        switch start {
        case .first, .since:
            return try older(db, behind: .min, limit)
        case .before(let cursor):
            var page = try older(db, behind: Self.position(of: cursor), limit)
            page.hasNewer = true
            return page
        case .after(let cursor):
            let found = try walk(db, .back, from: Self.position(of: cursor), limit + 1)
            var page = GalleryQuery.Answer(frames: found.frames.prefix(limit).reversed())
            page.hasNewer = found.frames.count > limit || found.reached != nil
            page.hasOlder = true
            return page
        }
    }

    private func older(_ db: Database, behind position: Int64, _ limit: Int) throws -> GalleryQuery.Answer {
        let found = try walk(db, .on, from: position, limit + 1)
        var page = GalleryQuery.Answer(frames: Array(found.frames.prefix(limit)))
        page.hasOlder = found.frames.count > limit
        page.reached = found.reached
        return page
    }

    /// A window at a time: what lies in the trash is passed over, and where that is nearly all the walk ends.
    private func walk(
        _ db: Database,
        _ direction: Positions.Direction,
        from start: Int64,
        _ limit: Int
    ) throws -> (frames: [GalleryQuery.Frame], reached: Cursor?) {
        var frames: [GalleryQuery.Frame] = []
        var position = direction == .back ? start - 1 : start
        var window = limit
        var budget = PlaceWalk.budget
        while true {
            let rows = try rows(db, direction, from: position, window)
            for row in rows where row.isShown && frames.count < limit { frames.append(row.frame) }
            guard let last = rows.last, rows.count == window, frames.count < limit else { return (frames, nil) }
            budget -= window
            if budget <= 0 { return (frames, last.frame.cursor) }
            position = direction == .back ? -last.frame.cursor.key - 1 : -last.frame.cursor.key
            window = min(window * 4, budget)
        }
    }

    private func rows(
        _ db: Database,
        _ direction: Positions.Direction,
        from position: Int64,
        _ limit: Int
    ) throws -> [(frame: GalleryQuery.Frame, isShown: Bool)] {
        let condition = direction == .back ? "position <= ? ORDER BY position DESC" : "position > ? ORDER BY position"
        return try Row.fetchAll(
            db,
            cached: """
                SELECT list.image_id, list.place, position, trashed_at IS NULL
                FROM (SELECT image_id, place, position FROM image_mark WHERE mark_id = ? AND \(condition) LIMIT ?) AS list
                CROSS JOIN image WHERE image.id = list.image_id
                """,
            arguments: [mark, position, limit]
        ).map { row in
            (GalleryQuery.Frame(id: row[0], cursor: Cursor(key: -(row[2] as Int64), place: row[1])), row[3])
        }
    }

    /// What an address says may be anything, also what cannot be turned.
    private static func position(of cursor: Cursor) -> Int64 { cursor.key == .min ? .max : -cursor.key }
}
