import Library
import Pictures

/// What came of a picture that was made again.
public enum DriftOutcome: Sendable, Hashable {
    /// There is a picture of now, and it was compared.
    case compared(Generation.Verdict)
    /// There are both, or were, and nothing to compare them by.
    case uncompared
    /// Its request brought no picture, or its answer was lost.
    case missing
    /// Its request is on its way.
    case open
}

extension DriftPair {
    /// What came of it so far.
    public var outcome: DriftOutcome {
        guard state.isSettled else { return .open }
        guard let again else { return .missing }
        if let original, let verdict = Generation.Verdict(original, again) { return .compared(verdict) }
        return verdict.map(DriftOutcome.compared) ?? .uncompared
    }
}

/// How many pictures came back how.
public struct DriftTally: Sendable, Hashable, Encodable {
    /// The same bytes.
    public var identical = 0
    /// Other bytes, nearly the same picture.
    public var near = 0
    /// Another picture.
    public var drifted = 0
    /// Nothing to compare by.
    public var uncompared = 0
    /// No picture came.
    public var missing = 0
    /// On their way.
    public var open = 0

    /// All of them.
    public var total: Int { identical + near + drifted + uncompared + missing + open }

    /// Counts pairs.
    public init(_ pairs: some Sequence<DriftPair>) {
        for pair in pairs {
            switch pair.outcome {
            case .compared(.identical): identical += 1
            case .compared(.near): near += 1
            case .compared(.drifted): drifted += 1
            case .uncompared: uncompared += 1
            case .missing: missing += 1
            case .open: open += 1
            }
        }
    }
}
