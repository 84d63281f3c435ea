/// How far judges say the same of the same.
///
/// Counted over pairs of verdicts: what three judges have judged makes three pairs. Verdicts of one judge are not
/// compared with each other; of several on the same subject the last counts.
public struct Agreement: Sendable, Hashable {
    /// Pairs of verdicts, and how many of them say the same.
    public struct Tally: Sendable, Hashable {
        /// How many pairs there are.
        public var pairs = 0
        /// How many of them say the same.
        public var alike = 0

        /// Their share; `nil` where nothing was judged by both.
        public var share: Double? { pairs > 0 ? Double(alike) / Double(pairs) : nil }

        mutating func add(_ isAlike: Bool) {
            pairs += 1
            if isAlike { alike += 1 }
        }
    }

    /// Two judges, the smaller number first.
    public struct Couple: Sendable, Hashable {
        /// The one.
        public var one: Int64
        /// The other.
        public var other: Int64
    }

    /// Over all judges.
    public private(set) var all = Tally()
    /// By two judges, where they have judged something in common.
    public private(set) var couples: [Couple: Tally] = [:]

    /// Compares verdicts, given in the order of time.
    public init<Subject: Hashable, Verdict: Equatable>(
        _ verdicts: some Sequence<(judge: Int64, subject: Subject, verdict: Verdict)>
    ) {
        var bySubject: [Subject: [Int64: Verdict]] = [:]
        for (judge, subject, verdict) in verdicts { bySubject[subject, default: [:]][judge] = verdict }
        for judged in bySubject.values where judged.count > 1 {
            let judges = judged.keys.sorted()
            for (index, one) in judges.enumerated() {
                for other in judges[(index + 1)...] {
                    let isAlike = judged[one] == judged[other]
                    all.add(isAlike)
                    couples[Couple(one: one, other: other), default: Tally()].add(isAlike)
                }
            }
        }
    }

    /// What concerns one judge only.
    public func of(judge: Int64) -> Agreement {
        var part = self
        part.couples = couples.filter { $0.key.one == judge || $0.key.other == judge }
        part.all = part.couples.values.reduce(into: Tally()) { sum, tally in
            sum.pairs += tally.pairs
            sum.alike += tally.alike
        }
        return part
    }
}
