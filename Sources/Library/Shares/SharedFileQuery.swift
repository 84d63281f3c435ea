import GRDB

/// A picture's file, if a link shows it.
public struct SharedFileQuery: LibraryQuery {
    /// The link.
    public var share: Share
    /// 64 lower-case hexadecimal digits.
    public var sha256: String
    /// What models are called, for a smart collection's search.
    public var modelNames: [String: String]

    /// Pictures of the same bytes that are looked at.
    private static let most = 100

    /// Creates a query.
    public init(_ share: Share, sha256: String, modelNames: [String: String] = [:]) {
        (self.share, self.sha256, self.modelNames) = (share, sha256, modelNames)
    }

    /// The file; `nil` where nothing that the link shows has these bytes. By the index `image_sha256`, and for each
    /// picture of these bytes one look-up in what is shared.
    public func answer(_ db: Database) throws -> ImageFile? {
        guard try db.isThere(share.subject) else { return nil }
        let images = try Image.fetchAll(
            db,
            cached: "SELECT \(Image.columns) FROM image WHERE sha256 = ? AND trashed_at IS NULL LIMIT \(Self.most)",
            arguments: [sha256]
        )
        let id = share.subject.id
        switch share.subject.kind {
        case .picture: return images.first { $0.id == id }?.file
        case .comparison: return try images.first { try isInSheet($0, id, db) }?.file
        case .collection:
            guard let collection = try db.knownCollection(id) else { return nil }
            guard let search = collection.search else {
                guard let mark = try db.mark(of: id) else { return nil }
                return try images.first { try isCollected($0, mark, db) }?.file
            }
            let plan = try SearchPlan(Search(search), share.context(modelNames), db)
            let walk = try PlaceWalk(plan, db)
            return try images.first { image in
                try !walk.hits(db, within: image.place...image.place, limit: 1).hits.isEmpty
            }?.file
        }
    }

    private func isCollected(_ image: Image, _ mark: Int64, _ db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            cached: "SELECT 1 FROM image_mark WHERE mark_id = ? AND place = ? AND position IS NOT NULL",
            arguments: [mark, image.place]
        ) != nil
    }

    /// A sheet shows one picture of each request: the others are not in it.
    private func isInSheet(_ image: Image, _ comparison: Comparison.ID, _ db: Database) throws -> Bool {
        try Int.fetchOne(
            db,
            cached: """
                SELECT 1 FROM comparison_cell
                WHERE generation_id = ?1 AND comparison_id = ?2
                  AND ?3 = (SELECT id FROM image WHERE generation_id = ?1
                            ORDER BY trashed_at IS NOT NULL, sample LIMIT 1)
                """,
            arguments: [image.generationID, comparison, image.id]
        ) != nil
    }
}

extension Share {
    /// Who looks: a search that says `by:me` means whoever made the link.
    func context(_ modelNames: [String: String]) -> SearchContext {
        SearchContext(person: makerName, modelNames: modelNames)
    }
}
