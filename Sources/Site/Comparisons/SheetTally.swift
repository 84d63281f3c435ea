import Library

/// How far a comparison is, for its page and for its events.
struct SheetTally {
    private let comparison: Comparison
    private let asked: [ComparisonCell]

    init(_ comparison: Comparison, _ cells: [ComparisonCell]) {
        self.comparison = comparison
        asked = cells.filter { $0.state != nil }
    }

    /// What the new pictures cost in US dollars; one generation may stand in several cells and is paid once.
    static func cost(of cells: [ComparisonCell]) -> Double {
        let paid = cells.filter { !$0.isReused }.compactMap { cell in cell.generation.map { ($0, cell.cost ?? 0) } }
        return Dictionary(paid) { first, _ in first }.values.reduce(0, +)
    }

    var view: View {
        let made = asked.count { $0.state == .completed }
        let open = asked.count { $0.state?.isSettled == false }
        let failed = asked.count(where: \.canRepeat)
        let cost = Self.cost(of: asked)
        return [
            "comparisonID": comparison.id,
            "tallyText": open > 0 ? "\(made) of \(asked.count) made" : Words.pictures(made),
            "isOpen": open > 0,
            "share": asked.isEmpty ? 100 : made * 100 / asked.count,
            "costText": cost > 0 ? Words.money(cost) : nil,
            "failedCount": failed > 0 ? failed : nil,
            "refreshSeconds": open > 0 ? 5 : nil,
        ]
    }
}
