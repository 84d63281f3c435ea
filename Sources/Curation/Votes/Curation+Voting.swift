import Library

/// What somebody wants to judge.
public struct VotingWish: Sendable {
    /// Of which comparisons.
    public var scope: VotingScope
    /// Who judges.
    public var person: String?
    /// In the first round every pair is judged once, in the second once more.
    public var round: Int
    /// The pair that was promised; where its turn is over, another is found.
    public var promised: PairName?

    /// Creates a wish.
    public init(
        scope: VotingScope,
        person: String?,
        round: Int = 1,
        promised: PairName? = nil
    ) {
        self.scope = scope
        self.person = person
        self.round = round
        self.promised = promised
    }
}

/// What somebody is shown to judge.
public struct VotingTurn: Sendable {
    /// Two pictures side by side.
    public struct Pair: Sendable {
        /// The picture at the left.
        public var left: VotingPairs.Picture
        /// The picture at the right.
        public var right: VotingPairs.Picture
        /// The comparison that they are taken from.
        public var comparison: Int64
        /// How often the person has judged them so far.
        public var judged: Int

        /// What it is called in addresses.
        public var name: PairName { PairName(left: left.sha256, right: right.sha256) }
    }

    /// What is to be judged now; `nil` when the round is over, or nothing can be judged.
    public var pair: Pair?
    /// What comes after it.
    public var next: Pair?
    /// How many pairs there are.
    public var total: Int
    /// How many of them were judged in this round.
    public var judged: Int
    /// Whether any comparison of the scope is open.
    public var isOpen: Bool
}

extension Curation {
    /// So many votes, the newest, tell what can still be learnt.
    private static let ballotsToLearnFrom = 5000

    /// The pair that somebody is shown now, and the one that follows it.
    ///
    /// No pair comes again before all have been judged. Of those, the one that teaches most comes first; equals, and
    /// the sides, are left to chance.
    ///
    /// - Throws: ``LibraryError``.
    public func votingTurn(
        _ wish: VotingWish,
        using dice: inout some RandomNumberGenerator
    ) async throws(LibraryError) -> VotingTurn {
        let found = try await library.answer(VotingPairsQuery(wish.scope, for: wish.person))
        let ballots = try await library.answer(BallotsQuery(.newest(Self.ballotsToLearnFrom)))
        var choice = PairChoice(found, ballots: ballots)
        var turn = VotingTurn(
            total: found.pairs.count,
            judged: found.pairs.count { $0.judged >= wish.round },
            isOpen: found.isOpen
        )
        let promised = wish.promised.flatMap { choice.number(of: $0, in: wish.round) }
        guard let now = promised ?? choice.next(in: wish.round, using: &dice) else { return turn }
        turn.pair = found.shown(now, as: promised == nil ? nil : wish.promised, using: &dice)
        choice.assumeJudged(now)
        if let next = choice.next(in: wish.round, using: &dice) {
            turn.next = found.shown(next, as: nil, using: &dice)
        }
        return turn
    }
}

extension VotingPairs {
    /// A pair with its sides as they were promised, or drawn now.
    fileprivate func shown(
        _ number: Int,
        as promised: PairName?,
        using dice: inout some RandomNumberGenerator
    ) -> VotingTurn.Pair {
        let pair = pairs[number]
        let (one, other) = (pictures[pair.one], pictures[pair.other])
        let isTurned = promised.map { $0.left == PairName.short(other.sha256) } ?? Bool.random(using: &dice)
        return .init(
            left: isTurned ? other : one,
            right: isTurned ? one : other,
            comparison: pair.comparison,
            judged: pair.judged
        )
    }
}
