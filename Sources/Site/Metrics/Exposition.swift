import HTTPServer

/// Figures as Prometheus reads them: its text format, version 0.0.4.
struct Exposition {
    static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

    enum Kind: String {
        /// Only grows.
        case counter
        /// Goes up and down.
        case gauge
        /// Counts by steps.
        case histogram
    }

    /// One figure, with the label that tells it from others of its name.
    struct Sample {
        var label: (name: String, value: String)?
        var text: String

        init(_ count: Int) { text = String(count) }

        init(_ number: Double) { text = String(number) }

        init(_ value: String, as label: String, _ count: Int) {
            self.label = (label, value)
            text = String(count)
        }

        init(_ value: String, as label: String, _ number: Double) {
            self.label = (label, value)
            text = String(number)
        }
    }

    private(set) var text = ""

    /// Adds a figure; without samples, nothing.
    ///
    /// - Parameter help: a sentence on one line.
    mutating func add(_ name: String, _ kind: Kind, _ help: String, _ samples: [Sample]) {
        guard !samples.isEmpty else { return }
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
        for sample in samples {
            let label = sample.label.map { "{\($0.name)=\"\(Self.escaped($0.value))\"}" } ?? ""
            text += "\(name)\(label) \(sample.text)\n"
        }
    }

    /// Adds a histogram in seconds.
    mutating func add(_ name: String, _ help: String, _ latencies: Latencies) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(Kind.histogram.rawValue)\n"
        var count = 0
        for (place, step) in latencies.counts.enumerated() {
            count += step
            let end = place < Latencies.bounds.count ? String(Latencies.bounds[place]) : "+Inf"
            text += "\(name)_bucket{le=\"\(end)\"} \(count)\n"
        }
        text += "\(name)_sum \(Double(latencies.nanoseconds) / 1e9)\n\(name)_count \(count)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
