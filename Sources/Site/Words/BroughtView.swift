import Library

/// What an import of lists or styles brought, in sentences and in an address.
struct BroughtView {
    /// `list` or `style`.
    let noun: String
    let brought: BroughtWords
    /// Files that did not come, with why.
    var faults: [(name: String, sentence: String)] = []

    var view: View {
        [
            "broughtText": sentence,
            "hasBroughtFaults": !faults.isEmpty,
            "broughtFaults": faults.prefix(20).map { fault -> View in ["name": fault.name, "sentence": fault.sentence]
            },
            "moreBroughtFaults": faults.count > 20 ? "and \(faults.count - 20) more" : nil,
        ]
    }

    private var sentence: String {
        var parts: [String] = []
        if brought.new > 0 { parts.append("\(counted(brought.new)) came.") }
        if brought.replaced > 0 {
            parts.append(
                "\(counted(brought.replaced)) took the place of an older one, which can be brought back below."
            )
        }
        if brought.same > 0 {
            parts.append("\(counted(brought.same)) \(brought.same == 1 ? "was" : "were") there already.")
        }
        if !brought.kept.isEmpty {
            let names = brought.kept.prefix(5).map { "“\($0)”" }.joined(separator: ", ")
            let rest = brought.kept.count > 5 ? " and \(brought.kept.count - 5) more" : ""
            parts.append(
                "\(names)\(rest) \(brought.kept.count == 1 ? "is" : "are") there with another text and stayed."
            )
        }
        return parts.isEmpty ? "Nothing came." : parts.joined(separator: " ")
    }

    private func counted(_ count: Int) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}
