import GRDB

/// What was said in votes, and what each was about.
public struct BallotsQuery: LibraryQuery {
    /// One vote: its person, its two generations and what was said.
    public struct Ballot: Sendable, Hashable {
        /// The person's number; 0 for whoever did not say a name.
        public var person: Int64
        /// The picture that stood at the left.
        public var leftImage: Image.ID
        /// The picture that stood at the right.
        public var rightImage: Image.ID
        /// The generation of the picture at the left.
        public var left: Generation.ID
        /// The generation of the picture at the right.
        public var right: Generation.ID
        /// What was said.
        public var outcome: Vote.Outcome
    }

    /// A generation that was judged.
    public struct Judged: Sendable {
        /// What tells it from others.
        public var traits: Traits
        /// What one of its pictures cost in US dollars, where that is known.
        public var cost: Double?
        /// The seconds that one of its pictures took: of compute where the service said so, else from submit to stored.
        public var seconds: Double?
    }

    /// Votes with what they were about.
    public struct Answer: Sendable {
        /// In the order of voting.
        public var ballots: [Ballot] = []
        /// By number.
        public var generations: [Generation.ID: Judged] = [:]
        /// The names of who voted, by number; empty for whoever did not say one.
        public var people: [Int64: String] = [:]
    }

    /// Which votes.
    public enum Range: Sendable, Hashable {
        /// All.
        case all
        /// Those of one comparison.
        case comparison(Int64)
        /// Those of the comparisons with a tag.
        case tag(String)
        /// The last so many.
        case newest(Int)
    }

    /// Which votes.
    public var range: Range

    /// Creates a query.
    public init(_ range: Range = .all) { self.range = range }

    /// The votes.
    public func answer(_ db: Database) throws -> Answer {
        let statement = try db.cachedStatement(sql: sql)
        let rows = try Row.fetchCursor(statement, arguments: arguments)
        var answer = Answer()
        while let row = try rows.next() {
            guard let outcome = Vote.Outcome(rawValue: row[5]) else { continue }
            answer.ballots.append(
                Ballot(
                    person: row[0],
                    leftImage: row[1],
                    rightImage: row[2],
                    left: row[3],
                    right: row[4],
                    outcome: outcome
                )
            )
        }
        if case .newest = range { answer.ballots.reverse() }
        for ballot in answer.ballots {
            for id in [ballot.left, ballot.right] where answer.generations[id] == nil {
                answer.generations[id] = try db.judged(id)
            }
            if answer.people[ballot.person] == nil { answer.people[ballot.person] = try db.name(of: ballot.person) }
        }
        return answer
    }

    private var sql: String {
        let columns =
            "user_id, left_image_id, right_image_id, left_generation_id, right_generation_id, outcome"
        return switch range {
        case .all: "SELECT \(columns) FROM vote ORDER BY id"
        case .newest: "SELECT \(columns) FROM vote ORDER BY id DESC LIMIT ?"
        // By the index vote_comparison.
        case .comparison: "SELECT \(columns) FROM vote WHERE comparison_id = ? ORDER BY id"
        case .tag:
            """
            SELECT \(columns) FROM vote
            WHERE comparison_id IN (SELECT comparison_id FROM comparison_tag WHERE tag = ?) ORDER BY id
            """
        }
    }

    private var arguments: StatementArguments {
        switch range {
        case .all: []
        case .newest(let count): [count]
        case .comparison(let id): [id]
        case .tag(let tag): [tag.lowercased()]
        }
    }
}

extension Database {
    fileprivate func judged(_ id: Generation.ID) throws -> BallotsQuery.Judged? {
        try Row.fetchOne(
            self,
            cached: """
                SELECT cost_usd / samples,
                       coalesce(inference_seconds, (finished_at - submitted_at) / 1000.0) / samples, \(Traits.columns("generation"))
                FROM generation WHERE id = ?
                """,
            arguments: [id]
        ).map { .init(traits: Traits($0, from: 2), cost: $0[0], seconds: $0[1]) }
    }

    fileprivate func name(of user: Int64) throws -> String? {
        try String.fetchOne(self, cached: "SELECT name FROM user WHERE id = ?", arguments: [user])
    }
}
