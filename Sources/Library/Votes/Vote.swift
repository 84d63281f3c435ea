import Foundation
import GRDB

/// What a person said of two pictures of the same prompt and seed.
///
/// It names the generations besides the pictures: what it says of models stays true when the pictures are deleted.
public struct Vote: Sendable, Hashable, Identifiable {
    /// What was said.
    public enum Outcome: String, Sendable, Hashable, CaseIterable, Codable {
        /// The left one is better.
        case left
        /// The right one is better.
        case right
        /// Both are as good.
        case tie
        /// Neither is any good: it says nothing of which is better.
        case bad
    }

    /// Its number, in the order of voting.
    public var id: Int64
    /// The comparison that the pair came from, where there was one and it is still there.
    public var comparison: Int64?
    /// The picture that stood at the left.
    public var left: Side
    /// The picture that stood at the right.
    public var right: Side
    /// What was said.
    public var outcome: Outcome
    /// When it was said.
    public var votedAt: Date

    /// One of the two pictures.
    public struct Side: Sendable, Hashable {
        /// The picture; it may have been deleted since.
        public var image: Image.ID
        /// The generation that brought it.
        public var generation: Generation.ID
        /// What tells it from the other.
        public var traits: Traits
    }
}

/// A vote before it has a number.
public struct NewVote: Sendable {
    /// The picture at the left.
    public var left: Image.ID
    /// The picture at the right.
    public var right: Image.ID
    /// What is said.
    public var outcome: Vote.Outcome
    /// The name of who says it.
    public var person: String?
    /// The comparison that the pair is taken from; without one, the newest is found that holds both.
    public var comparison: Int64?
    /// How often this person had judged the pair when it was shown: pressed twice is counted once. `nil` counts anyway.
    public var judged: Int?

    /// Creates a vote.
    public init(
        left: Image.ID,
        right: Image.ID,
        outcome: Vote.Outcome,
        person: String? = nil,
        comparison: Int64? = nil,
        judged: Int? = nil
    ) {
        self.left = left
        self.right = right
        self.outcome = outcome
        self.person = person
        self.comparison = comparison
        self.judged = judged
    }
}

extension Vote: FetchableRecord {
    /// Votes with what tells their sides apart, to be followed by a condition.
    static let selection = """
        SELECT vote.id, comparison_id, outcome, vote.created_at,
               left_image_id, l.id, \(Traits.columns("l")), right_image_id, r.id, \(Traits.columns("r"))
        FROM vote
        JOIN generation AS l ON l.id = left_generation_id
        JOIN generation AS r ON r.id = right_generation_id
        """

    /// Reads a row of ``selection``.
    public init(row: Row) throws {
        id = row[0]
        comparison = row[1]
        guard let outcome = Outcome(rawValue: row[2]) else { throw LibraryError.damaged("an unknown outcome") }
        self.outcome = outcome
        votedAt = Date(milliseconds: row[3])
        left = Side(row, from: 4)
        right = Side(row, from: 6 + Traits.columnCount)
    }
}

extension Vote.Side {
    fileprivate init(_ row: Row, from first: Int) {
        self.init(image: row[first], generation: row[first + 1], traits: Traits(row, from: first + 2))
    }
}
