import GRDB

/// What a person can judge blindly.
public struct VotingPairsQuery: LibraryQuery {
    /// So many pairs are enough for anybody: what is beyond waits until newer comparisons are closed.
    static let most = 50_000

    /// Where the pairs are taken from.
    public var scope: VotingScope
    /// Who judges.
    public var person: String?

    /// Creates a query.
    public init(_ scope: VotingScope, for person: String?) {
        self.scope = scope
        self.person = person
    }

    /// The pairs.
    public func answer(_ db: Database) throws -> VotingPairs {
        var finder = PairFinder(judged: try db.timesJudged(by: try db.knownUser(named: person)))
        for comparison in try db.openComparisons(scope) where finder.found.pairs.count < Self.most {
            finder.found.isOpen = true
            finder.add(try db.cells(of: comparison), of: comparison)
        }
        return finder.found
    }
}

/// A picture at its place in a comparison.
struct VotingCell {
    /// The numbers of its values on the three axes.
    var place: [Int]
    var seed: Int64
    var sample: Int
    var picture: VotingPairs.Picture
}

extension Database {
    /// How often a person has judged each two pictures, by the index vote_user.
    fileprivate func timesJudged(by user: Int64) throws -> [ImageCouple: Int] {
        var judged: [ImageCouple: Int] = [:]
        let statement = try cachedStatement(sql: "SELECT left_image_id, right_image_id FROM vote WHERE user_id = ?")
        let rows = try Row.fetchCursor(statement, arguments: [user])
        while let row = try rows.next() { judged[ImageCouple(row[0], row[1]), default: 0] += 1 }
        return judged
    }

    /// The pictures of a comparison that are there, by its primary key and the unique index on images.
    fileprivate func cells(of comparison: Int64) throws -> [VotingCell] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT x, y, z, generation.seed, image.sample, image.id, generation.id, image.sha256, image.width,
                       image.height, image.colour, generation.prompt, \(Traits.columns("generation"))
                FROM comparison_cell
                JOIN generation ON generation.id = comparison_cell.generation_id
                JOIN image ON image.generation_id = generation.id
                WHERE comparison_id = ? AND state = 'completed' AND generation.seed IS NOT NULL
                  AND trashed_at IS NULL AND service <> ?
                """,
            arguments: [comparison, ImportedPicture.service]
        ).map { row in
            VotingCell(
                place: [row[0], row[1], row[2]],
                seed: row[3],
                sample: row[4],
                picture: .init(
                    id: row[5],
                    generation: row[6],
                    sha256: row[7],
                    width: row[8],
                    height: row[9],
                    colour: row[10],
                    prompt: row[11],
                    traits: Traits(row, from: 12)
                )
            )
        }
    }
}
