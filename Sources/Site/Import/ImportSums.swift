import HTTPServer
import Library

/// What became of the files of one form.
struct ImportSums {
    private static let maximumNamed = 20

    var brought = 0
    var known = 0
    var trashed = 0
    private(set) var faults: [(name: String, sentence: String)] = []

    init() {}

    /// Reads the sums of the form before from the page's address.
    init(_ query: Query) {
        func number(_ name: String) -> Int { min(max(query[name].flatMap { Int($0) } ?? 0, 0), 1_000_000) }
        (brought, known, trashed) = (number("brought"), number("known"), number("trashed"))
    }

    /// The sums as the page's address carries them.
    var query: String { "brought=\(brought)&known=\(known)&trashed=\(trashed)" }

    mutating func count(_ arrival: Arrival) {
        switch arrival {
        case .brought: brought += 1
        case .known: known += 1
        case .inTrash: trashed += 1
        }
    }

    mutating func note(_ name: String, _ sentence: String) {
        faults.append((FileName.plain(name), sentence))
    }

    var view: View {
        var parts: [String] = []
        if brought > 0 { parts.append("\(Words.pictures(brought)) brought") }
        if known > 0 { parts.append("\(Words.count(known)) already here") }
        if trashed > 0 {
            parts.append("\(Words.count(trashed)) in the trash, where \(trashed == 1 ? "it stays" : "they stay")")
        }
        return [
            "sums": parts.isEmpty ? nil : parts.joined(separator: ", ") + ".",
            "hasFaults": !faults.isEmpty,
            "faults": faults.prefix(Self.maximumNamed).map { ["name": $0.name, "sentence": $0.sentence] as View },
            "furtherFaults": faults.count > Self.maximumNamed ? "\(faults.count - Self.maximumNamed)" : nil,
        ]
    }
}
