import HTTPServer
import Library

/// The controls beside the search box: read out of a search, and written back into one.
struct FilterForm {
    /// The filters that have a control, in the order that they are written.
    private static let keys = [
        "model", "scheduler", "size", "by", "from", "tag", "in", "steps", "guidance", "seed", "rating", "cost", "after",
        "before", "is",
    ]

    let search: Search

    func view(choices: ChoicesQuery.Answer, modelNames: [String: String]) -> View {
        func options(_ key: String, _ values: [ChoicesQuery.Choice], _ names: [String: String] = [:]) -> [View] {
            let current = search.value(of: key)
            var options = values.map { choice -> View in
                [
                    "value": choice.value,
                    "label": "\(names[choice.value] ?? choice.value) (\(Words.count(choice.count)))",
                    "isCurrent": choice.value.lowercased() == current?.lowercased(),
                ]
            }
            // What was typed and is none of the values stays as it is.
            if let current, !values.contains(where: { $0.value.lowercased() == current.lowercased() }) {
                options.append(["value": current, "label": current, "isCurrent": true])
            }
            return options
        }
        func fixed(_ key: String, _ values: [(String, String)]) -> [View] {
            let current = search.value(of: key)
            var options = values.map { value, label -> View in
                ["value": value, "label": label, "isCurrent": value == current]
            }
            if let current, !values.contains(where: { $0.0 == current }) {
                options.append(["value": current, "label": current, "isCurrent": true])
            }
            return options
        }
        let shapes = [("portrait", "Portrait"), ("landscape", "Landscape"), ("square", "Square")]
        let sizes = choices.sizes.map {
            ($0.value, "\($0.value.replacing("x", with: " × ")) (\(Words.count($0.count)))")
        }
        return [
            "words": search.typed(without: Set(Self.keys)),
            "selects": [
                select("model", "Model", options("model", choices.models, modelNames)),
                select("scheduler", "Scheduler", options("scheduler", choices.schedulers)),
                select("size", "Size", fixed("size", shapes + sizes)),
                select(
                    "by",
                    "Asked for by",
                    [["value": "me", "label": "Me", "isCurrent": search.value(of: "by") == "me"]]
                        + options("by", choices.people).filter { ($0["value"] as? String) != "me" }
                ),
                select("tag", "Tag", options("tag", choices.tags)),
                select("in", "Collection", options("in", choices.collections)),
                select("from", "Imported from", options("from", choices.tools)),
                select(
                    "rating",
                    "Rating",
                    fixed(
                        "rating",
                        [
                            ("5", "5"), (">3", "4 or more"), (">2", "3 or more"), (">0", "Any"), ("0", "None"),
                        ]
                    )
                ),
                select(
                    "is",
                    "Only",
                    fixed(
                        "is",
                        [("favourite", "My favourites"), ("noted", "What has a note"), ("failed", "What failed")]
                    )
                ),
            ].filter { ($0["hasOptions"] as? Bool) ?? true },
            "numbers": [
                number("steps", "Inference steps", "20 or 20-30"), number("guidance", "Guidance scale", "7 or <2"),
                number("seed", "Seed", "42"), number("cost", "Cost in US dollars", ">0.01"),
            ],
            "after": search.value(of: "after"),
            "before": search.value(of: "before"),
        ]
    }

    private func select(_ name: String, _ label: String, _ options: [View]) -> View {
        ["name": name, "label": label, "options": options, "hasOptions": !options.isEmpty]
    }

    private func number(_ name: String, _ label: String, _ example: String) -> View {
        ["name": name, "label": label, "value": search.value(of: name) ?? "", "example": example]
    }

    /// The search that a sent form says: its words, then each control that is set.
    static func compose(_ query: Query) -> Search {
        var search = Search(query["words"] ?? "").without(Set(keys))
        for key in keys {
            let value = (query[key] ?? "").prefix(200).filter { $0 != "\"" && !$0.isNewline }
            guard !value.allSatisfy(\.isWhitespace) else { continue }
            let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || ".,-<>=_$".contains($0) }
            search = search.adding(isPlain ? "\(key):\(value)" : "\(key):\"\(value)\"")
        }
        return search
    }
}
