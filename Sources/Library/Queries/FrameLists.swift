import GRDB

/// By place: the walk itself brings the order.
struct NewestList: FrameList {
    let walk: PlaceWalk

    func page(_ db: Database, _ start: GalleryQuery.Start, _ limit: Int) throws -> GalleryQuery.Answer {
        switch start {
        case .first: return older(try walk.hits(db, within: Int64.min...Int64.max, limit: limit + 1), limit)
        case .before(let cursor):
            guard cursor.place > .min else { return GalleryQuery.Answer() }
            var page = older(try walk.hits(db, within: Int64.min...(cursor.place - 1), limit: limit + 1), limit)
            // A page before this one led here, so it is there.
            page.hasNewer = true
            return page
        case .since(let place):
            var page = older(try walk.hits(db, within: Int64.min...max(place - 1, .min + 1), limit: limit + 1), limit)
            page.hasNewer = try exists(db, place...Int64.max, descending: false)
            return page
        case .after(let cursor):
            guard cursor.place < .max else { return GalleryQuery.Answer() }
            let within = (cursor.place + 1)...Int64.max
            let found = try walk.hits(db, within: within, descending: false, limit: limit + 1)
            var page = GalleryQuery.Answer(frames: found.hits.prefix(limit).reversed().map(GalleryQuery.Frame.init))
            page.hasNewer = found.hits.count > limit
            page.hasOlder = true
            page.reachedNewer = found.reached.map { Cursor(place: $0) }
            return page
        }
    }

    private func older(_ found: PlaceWalk.Found, _ limit: Int) -> GalleryQuery.Answer {
        var page = GalleryQuery.Answer(frames: found.hits.prefix(limit).map(GalleryQuery.Frame.init))
        page.hasOlder = found.hits.count > limit
        page.reached = found.reached.map { Cursor(place: $0) }
        return page
    }

    private func exists(_ db: Database, _ within: ClosedRange<Int64>, descending: Bool) throws -> Bool {
        let found = try walk.hits(db, within: within, descending: descending, limit: 1)
        return !found.hits.isEmpty || found.reached != nil
    }
}

/// Everything by another order than the newest first: that order's own index.
struct OrderedList: FrameList {
    let order: GalleryOrder

    func page(_ db: Database, _ start: GalleryQuery.Start, _ limit: Int) throws -> GalleryQuery.Answer {
        switch start {
        case .first, .since:
            return page(try frames(db, "<=", Cursor(key: .max, place: .max), limit + 1), limit)
        case .before(let cursor):
            var page = page(try frames(db, "<", cursor, limit + 1), limit)
            page.hasNewer = true
            return page
        case .after(let cursor):
            let found = try frames(db, ">", cursor, limit + 1)
            var page = GalleryQuery.Answer(frames: found.prefix(limit).reversed())
            page.hasNewer = found.count > limit
            page.hasOlder = true
            return page
        }
    }

    private func page(_ frames: [GalleryQuery.Frame], _ limit: Int) -> GalleryQuery.Answer {
        var page = GalleryQuery.Answer(frames: Array(frames.prefix(limit)))
        page.hasOlder = frames.count > limit
        return page
    }

    private func frames(
        _ db: Database,
        _ comparison: String,
        _ cursor: Cursor,
        _ limit: Int
    ) throws -> [GalleryQuery.Frame] {
        let column = order.column ?? "place"
        let direction = comparison.hasPrefix("<") ? "DESC" : "ASC"
        return try Row.fetchAll(
            db,
            cached: """
                SELECT id, place, \(column) FROM image
                WHERE trashed_at IS NULL AND (\(column), place) \(comparison) (?, ?)
                ORDER BY \(column) \(direction), place \(direction) LIMIT ?
                """,
            arguments: [cursor.key, cursor.place, limit]
        ).map { GalleryQuery.Frame(id: $0[0], cursor: Cursor(key: $0[2], place: $0[1])) }
    }
}

/// What a search finds by another order than the newest first: the newest that match, ordered here.
struct SortedList: FrameList {
    /// More are not ordered: a page stays quick, and says so.
    static let most = 20_000

    /// What it goes by, largest first.
    enum Key {
        /// A column of the image.
        case column(GalleryOrder)
        /// Where it stands in a collection, by its mark.
        case position(Int64)
    }

    let key: Key
    let walk: PlaceWalk

    func page(_ db: Database, _ start: GalleryQuery.Start, _ limit: Int) throws -> GalleryQuery.Answer {
        let found = try walk.hits(db, within: Int64.min...Int64.max, limit: Self.most)
        let all = try keyed(db, found.hits).sorted { $0.cursor > $1.cursor }
        let slice: Range<Int>
        switch start {
        case .first, .since: slice = 0..<min(limit, all.count)
        case .before(let cursor):
            let first = all.firstIndex { $0.cursor < cursor } ?? all.count
            slice = first..<min(first + limit, all.count)
        case .after(let cursor):
            let end = all.firstIndex { !(cursor < $0.cursor) } ?? all.count
            slice = max(0, end - limit)..<end
        }
        var page = GalleryQuery.Answer(frames: Array(all[slice]))
        page.hasNewer = slice.lowerBound > 0
        page.hasOlder = slice.upperBound < all.count
        if found.hits.count == Self.most || found.reached != nil { page.orderedAmong = found.hits.count }
        return page
    }

    private func keyed(_ db: Database, _ hits: [PlaceWalk.Hit]) throws -> [GalleryQuery.Frame] {
        let statement: Statement
        let mark: Int64?
        switch key {
        case .column(let order):
            statement = try db.cachedStatement(sql: "SELECT \(order.column ?? "place") FROM image WHERE place = ?1")
            mark = nil
        case .position(let collection):
            statement = try db.cachedStatement(
                sql: "SELECT -position FROM image_mark WHERE place = ?1 AND mark_id = ?2"
            )
            mark = collection
        }
        return try hits.map { hit in
            let key =
                try Int64.fetchOne(statement, arguments: StatementArguments([hit.place, mark].compactMap(\.self)))
                ?? 0
            return GalleryQuery.Frame(id: hit.id, cursor: Cursor(key: key, place: hit.place))
        }
    }
}

extension Cursor: Comparable {
    /// By the key, then by the place.
    public static func < (one: Cursor, other: Cursor) -> Bool { (one.key, one.place) < (other.key, other.place) }
}

extension GalleryQuery.Frame {
    init(_ hit: PlaceWalk.Hit) {
        self.init(id: hit.id, cursor: Cursor(place: hit.place))
    }
}
