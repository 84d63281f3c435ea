import Library

/// What a check found, and what is left of it after a repair.
public struct Report: Sendable {
    /// Findings of one kind: all are counted, the first are named.
    public struct Tally: Sendable, Hashable {
        /// How many.
        public var count = 0
        /// Sentences about the first of them.
        public var first: [String] = []

        mutating func add(_ sentence: String) {
            count += 1
            if first.count < Report.named { first.append(sentence) }
        }
    }

    /// How many of a kind are named.
    public static let named = 20

    /// What the library holds.
    public var totals = TotalsQuery.Totals()
    /// Different pictures that were looked at.
    public var pictures = 0
    /// Pictures that are as they should be.
    public var soundPictures = 0
    /// Pictures that were imported in place and lie outside of the data folder.
    public var linkedPictures = 0
    /// Bytes of the sound ones.
    public var byteCount = 0
    /// Whether every byte of them was read, or only their lengths.
    public var isThorough = true
    /// Thumbnails that are there and whole; `nil` where nobody looked, as in a backup, which has none.
    public var thumbnails: Int?
    /// Files that no image names, where that is no fault: in a backup, which keeps them.
    public var unnamedFiles = 0
    /// What remains wrong, by kind.
    public private(set) var findings: [Kind: Tally] = [:]
    /// What was put right, by kind.
    public private(set) var mended: [Kind: Int] = [:]

    /// Whether nothing is wrong, or nothing any more.
    public var isClean: Bool { findings.isEmpty }

    /// Pictures without a thumbnail, which is no fault: it is made when somebody looks.
    public var thumbnailsToCome: Int? { thumbnails.map { max(0, pictures - $0) } }

    /// How many findings remain.
    public var remaining: Int { findings.values.reduce(0) { $0 + $1.count } }

    mutating func found(_ kind: Kind, _ sentence: String) { findings[kind, default: Tally()].add(sentence) }

    mutating func found(_ kind: Kind, _ gaps: Gaps, _ sentence: (Int64) -> String) {
        guard gaps.count > 0 else { return }
        for id in gaps.first { found(kind, sentence(id)) }
        findings[kind]?.count += gaps.count - gaps.first.count
    }

    mutating func note(_ remedy: Remedy, for kind: Kind) {
        switch remedy {
        case .done: mended[kind, default: 0] += 1
        case .left(let sentence): found(kind, sentence)
        }
    }
}
