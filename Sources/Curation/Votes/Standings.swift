import Library
import Ranking

/// Which votes are ranked, and by what.
public struct StandingsWish: Sendable {
    /// What is ranked.
    public var contest: Contest
    /// Whose votes come into question.
    public var range: BallotsQuery.Range
    /// Of one model's pictures only, where a parameter is ranked.
    public var model: String?
    /// One person's votes only, by name; empty for those without one.
    public var person: String?

    /// Creates a wish.
    public init(
        _ contest: Contest,
        range: BallotsQuery.Range = .all,
        model: String? = nil,
        person: String? = nil
    ) {
        self.contest = contest
        self.range = range
        self.model = model
        self.person = person
    }
}

/// What votes say of models, or of the values of a parameter.
public struct Standings: Sendable {
    /// One contestant.
    public struct Line: Sendable {
        /// The model's slug, or the value as text.
        public var name: String
        /// Votes it took part in, those that found both bad included.
        public var votes = 0
        /// Votes that found both bad.
        public var bad = 0
        /// Its place among the others; `nil` where no vote says which is better.
        public var place: Place?
        /// What one of the judged pictures cost on the average, in US dollars.
        public var cost: Double?
        /// Seconds that one of the judged pictures took on the average.
        public var seconds: Double?
    }

    /// What the votes that say which is better make of a contestant.
    public struct Place: Sendable {
        /// 1 for the best; those that cannot be told apart share it.
        public var rank: Int
        /// Natural-log odds, zero for the average.
        public var strength: Double
        /// The 95 % interval of the strength.
        public var interval: ClosedRange<Double>
        /// Of the votes that found one better or both as good, how many it won, ties as half.
        public var winShare: Double
        /// Its number in ``Standings/wins``.
        public var number: Int
        /// Whom it met, or met by others: of two groups that never met nothing can be said.
        public var group: Int
    }

    /// What is ranked.
    public var contest: Contest
    /// The strongest first; those without a place at the end.
    public var lines: [Line]
    /// How often each won against each, by ``Place/number``.
    public var wins: Wins
    /// Votes that were counted.
    public var votes: Int
    /// Of them, how many found both as good.
    public var ties: Int
    /// Of them, how many found both bad.
    public var bad: Int
    /// Whether the strengths needed the weak prior to be finite.
    public var hasPrior: Bool
    /// How far people said the same of the same pair.
    public var agreement: Agreement
    /// Whoever has voted, by number: what those in ``agreement`` are called.
    public var people: [Int64: String]
    /// The models whose pictures were judged in this contest.
    public var models: [String]
}

extension Curation {
    /// Ranks what was voted on.
    ///
    /// - Throws: ``LibraryError``.
    public func standings(_ wish: StandingsWish) async throws(LibraryError) -> Standings {
        Standings(wish, try await library.answer(BallotsQuery(wish.range)))
    }
}
