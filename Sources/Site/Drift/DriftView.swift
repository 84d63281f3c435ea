import Foundation
import Library
import Studio

/// Everything the report of a drift shows.
struct DriftView {
    /// So many pairs are shown; those that drifted come first.
    private static let shownPairs = 120

    let report: DriftQuery.Report
    let modelNames: [String: String]
    let now: Date

    func all() -> View {
        let drift = report.drift
        let tally = DriftTally(report.pairs)
        let models = Dictionary(grouping: report.pairs, by: \.model).sorted { $0.key < $1.key }
        let shown = report.pairs.sorted { Self.rank($0) < Self.rank($1) }.prefix(Self.shownPairs)
        return [
            "driftID": drift.id,
            "name": drift.name,
            "person": drift.person,
            "when": Words.ago(drift.createdAt, now: now),
            "exact": Words.exact(drift.createdAt),
            "comparisonAddress": drift.comparison.map { "/comparisons/\($0)" },
            "isOpen": tally.open > 0,
            "refreshSeconds": tally.open > 0 ? 3 : nil,
            "verdict": Self.verdict(tally),
            "progress": tally.total == 0 ? 100 : 100 * (tally.total - tally.open) / tally.total,
            "progressText": "\(Words.count(tally.total - tally.open)) of \(Words.count(tally.total))",
            "hasUncompared": tally.uncompared > 0,
            "lines": models.count > 1 ? models.map { line(modelNames[$0.key] ?? $0.key, DriftTally($0.value)) } : [],
            "sum": line(models.count == 1 ? modelNames[models[0].key] ?? models[0].key : "All", tally),
            "pairs": shown.map(pair),
            "moreText": report.pairs.count > shown.count
                ? "and \(Words.count(report.pairs.count - shown.count)) more" : nil,
        ]
    }

    /// In one sentence.
    private static func verdict(_ tally: DriftTally) -> String {
        let settled = tally.total - tally.open
        if tally.total == 0 { return "Its requests were deleted." }
        if settled == 0 { return "Nothing has come back yet." }
        if tally.open == 0, tally.identical == tally.total { return "Every picture came back the same to the byte." }
        if tally.drifted > 0 {
            return tally.drifted == 1
                ? "One came back as another picture." : "\(Words.count(tally.drifted)) came back as other pictures."
        }
        if tally.near > 0 { return "Nothing drifted; some came back with other bytes." }
        return tally.missing == settled ? "No picture came back." : "Nothing drifted so far as it was compared."
    }

    private func line(_ name: String, _ tally: DriftTally) -> View {
        [
            "name": name, "identical": Words.count(tally.identical), "near": Words.count(tally.near),
            "drifted": Words.count(tally.drifted), "uncompared": Words.count(tally.uncompared),
            "missing": Words.count(tally.missing), "open": Words.count(tally.open), "total": Words.count(tally.total),
        ]
    }

    /// What is worth a look comes first: what drifted most, what is near, what brought nothing.
    private static func rank(_ pair: DriftPair) -> Int {
        switch pair.outcome {
        case .compared(.drifted(let distance)): -1000 - distance
        case .compared(.near(let distance)): -100 - distance
        case .missing: 0
        case .uncompared: 1
        case .open: 2
        case .compared(.identical): 3
        }
    }

    private func pair(_ pair: DriftPair) -> View {
        let words = Self.words(pair.outcome)
        let isPair = pair.original != nil && pair.again != nil && pair.original?.id != pair.again?.id
        return [
            "imageID": pair.imageID,
            "address": isPair
                ? "/compare?ids=\(pair.imageID),\(pair.again?.id ?? 0)&mode=blink" : "/generations/\(pair.generation)",
            "before": pair.original.map { "/thumbnails/\($0.sha256)" },
            "after": pair.again.map { "/thumbnails/\($0.sha256)" },
            "ratio": Ratio.name(width: pair.original?.width ?? 1, height: pair.original?.height ?? 1),
            "modelName": modelNames[pair.model] ?? pair.model,
            "word": words.word,
            "icon": words.icon,
            "state": pair.state.word,
        ]
    }

    private static func words(_ outcome: DriftOutcome) -> (word: String, icon: String) {
        switch outcome {
        case .compared(.identical): ("Identical", "identical")
        case .compared(.near(let distance)): ("Near, \(distance) of 64", "near")
        case .compared(.drifted(let distance)): ("Drifted, \(distance) of 64", "drifted")
        case .uncompared: ("Not compared", "cancelled")
        case .missing: ("No picture", "failed")
        case .open: ("On its way", "working")
        }
    }
}
