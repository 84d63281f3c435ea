import Pictures
import Upkeep

extension FolderReport {
    /// The report for a person: what could not be read, file by file, and then the sums.
    var lines: [String] {
        faults.map { "\($0.name): \($0.sentence)" }
            + (faultCount > faults.count ? ["… and \(faultCount - faults.count) more like these."] : [])
            + [sums] + origins + ending
    }

    private var sums: String {
        var parts = ["Brought \(brought) picture\(brought == 1 ? "" : "s")"]
        func add(_ count: Int, _ clause: String) { if count > 0 { parts.append("\(count) \(clause)") } }
        add(known, "already here")
        add(trashed, "in the trash and left there")
        add(found, "found again that \(found == 1 ? "was" : "were") missing")
        add(others, "not pictures")
        add(faultCount, "that could not be read")
        return parts.joined(separator: ", ") + "."
    }

    private var origins: [String] {
        guard brought > 0 else { return [] }
        var parts = tools.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { tool, count in
            "\(count) by \(EmbeddedParameters.Tool(rawValue: tool)?.name ?? tool)"
        }
        let without = brought - tools.values.reduce(0, +)
        if without > 0 { parts.append("\(without) without parameters") }
        return ["Of these " + parts.joined(separator: ", ") + "."]
    }

    private var ending: [String] {
        switch end {
        case .done: []
        case .stopped: ["Stopped after \(files) of \(total.map(String.init) ?? "its") files. Run it again to go on."]
        case .failed: ["It did not come to its end. Run it again to go on."]
        }
    }
}
