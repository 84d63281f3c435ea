/// The pages of models side by side, for the row of tabs that they share (`Templates/compare/tabs.mustache`).
enum CompareTab: String, CaseIterable {
    case comparisons = "/compare"
    case vote = "/vote"
    case ranking = "/ranking"
    case drift = "/drifts"

    private var label: String {
        switch self {
        case .comparisons: "Comparisons"
        case .vote: "Vote"
        case .ranking: "Ranking"
        case .drift: "Drift"
        }
    }

    /// The row with this one marked.
    var view: View {
        [
            "compareTabs": Self.allCases.map { tab -> View in
                ["label": tab.label, "address": tab.rawValue, "isCurrent": tab == self]
            }
        ]
    }
}
