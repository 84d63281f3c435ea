import Catalog
import Curation
import HTTPServer
import Library

/// Which votes are ranked and how, as the address says it.
struct RankingAddress {
    /// What the strengths are drawn against.
    enum Against: String, CaseIterable {
        case cost, seconds
    }

    let contest: Contest
    let comparison: Int64?
    let tag: String?
    let model: String?
    let person: String?
    let against: Against
    private let query: Query

    /// The filters that a form carries; `by` and `against` are links.
    static let filters = ["comparison", "tag", "model", "person"]

    /// - Throws: ``Problem/unreadable(_:)`` for what there is no ranking by.
    init(_ query: Query) throws(Problem) {
        let by = query["by"] ?? Contest.model.rawValue
        // By the words that axes are called by as well: guidance, steps.
        guard let contest = Contest(rawValue: AxisSubject(by)?.word ?? by) else {
            let names = Contest.allCases.map(\.rawValue).joined(separator: ", ")
            throw .unreadable("There is no ranking by that; there are: \(names).")
        }
        func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : String($0.prefix(200)) } }
        self.contest = contest
        comparison = text("comparison").map { Int64($0) ?? 0 }
        tag = comparison == nil ? text("tag") : nil
        model = contest == .model ? nil : text("model")
        person = text("person")
        against = Against(rawValue: query["against"] ?? "") ?? .cost
        self.query = Query(
            ["by", "against"].compactMap { name in text(name).map { (name, $0) } }
                + Self.filters.compactMap { name in text(name).map { (name, $0) } }
        )
    }

    var wish: StandingsWish {
        let range: BallotsQuery.Range = comparison.map { .comparison($0) } ?? tag.map { .tag($0) } ?? .all
        return StandingsWish(contest, range: range, model: model, person: person)
    }

    var isFiltered: Bool { comparison != nil || tag != nil || model != nil || person != nil }

    /// The same with another value in one place.
    func setting(_ name: String, to value: String) -> String {
        "/ranking?" + query.setting(name, to: value).encoded
    }

    /// The pairs to be judged that would count here.
    var votingAddress: String {
        VotingAddress(comparison.map { .comparison($0) } ?? tag.map { .tag($0) } ?? .all).text
    }
}
