import Curation

/// Strengths with their intervals against what a picture costs, or how long it takes, to be drawn as SVG.
struct RankingPlot {
    /// A contestant to be drawn.
    struct Point {
        var name: String
        var x: Double
        var place: Standings.Place
    }

    let points: [Point]
    private let against: RankingAddress.Against
    private let across: Scale
    private let up: Scale

    private static let (width, height) = (720.0, 380.0)
    private static let (left, right, top, bottom) = (60.0, 704.0, 12.0, 332.0)

    /// `nil` where there is nothing to draw.
    init?(_ points: [Point], against: RankingAddress.Against) {
        guard !points.isEmpty else { return nil }
        self.points = points
        self.against = against
        let longest = points.map(\.x).max() ?? 0
        across = Scale(0...(longest > 0 ? longest * 1.08 : 1), on: Self.left, Self.right)
        let low = points.map(\.place.interval.lowerBound).min() ?? 0
        let high = points.map(\.place.interval.upperBound).max() ?? 0
        let margin = max(high - low, 0.2) * 0.05
        up = Scale(min(low, 0) - margin...max(high, 0) + margin, on: Self.bottom, Self.top)
    }

    var view: View {
        let labels = PlotLabels(
            points.map { point in
                let interval = point.place.interval
                return .init(
                    x: across.position(point.x),
                    y: up.position(point.place.strength),
                    reach: up.position(interval.upperBound)...up.position(interval.lowerBound),
                    name: point.name
                )
            },
            within: Self.left...Self.right
        )
        return [
            "width": Int(Self.width), "height": Int(Self.height),
            "left": text(Self.left), "right": text(Self.right), "top": text(Self.top), "bottom": text(Self.bottom),
            "middle": text((Self.left + Self.right) / 2), "half": text((Self.top + Self.bottom) / 2),
            "tickBottom": text(Self.bottom + 18), "captionBottom": text(Self.bottom + 38),
            "tickLeft": text(Self.left - 8),
            "zero": text(up.position(0)),
            "caption": against == .cost ? "US dollars a picture" : "Seconds a picture",
            "across": across.ticks.map { tick -> View in
                ["x": text(across.position(tick)), "label": across.label(tick)]
            },
            "up": up.ticks.map { tick -> View in
                ["y": text(up.position(tick)), "middle": text(up.position(tick) + 4), "label": up.label(tick)]
            },
            "points": zip(points, labels.places).map { point, label -> View in
                [
                    "x": text(across.position(point.x)), "y": text(up.position(point.place.strength)),
                    "high": text(up.position(point.place.interval.upperBound)),
                    "low": text(up.position(point.place.interval.lowerBound)),
                    "labelX": text(label.x), "labelY": text(label.y), "anchor": label.anchor.rawValue,
                    "name": PlotLabels.short(point.name),
                ]
            },
        ]
    }

    private func text(_ number: Double) -> String { Words.decimals(number, 1) }
}

/// An axis: values on a line of so many units, with ticks at round numbers.
struct Scale {
    private let values: ClosedRange<Double>
    private let start: Double
    private let end: Double
    private let step: Double

    init(_ values: ClosedRange<Double>, on start: Double, _ end: Double) {
        self.values = values
        (self.start, self.end) = (start, end)
        let span = values.upperBound - values.lowerBound
        var power = 1.0
        while power * 10 <= span / 4 { power *= 10 }
        while power > span / 4 { power /= 10 }
        step = [5.0, 2.0, 1.0].map { $0 * power }.first { $0 <= span / 4 } ?? power
    }

    func position(_ value: Double) -> Double {
        start + (value - values.lowerBound) / (values.upperBound - values.lowerBound) * (end - start)
    }

    /// Four to ten round numbers.
    var ticks: [Double] {
        let first = Int((values.lowerBound / step).rounded(.up))
        let last = Int((values.upperBound / step).rounded(.down))
        return first > last ? [] : (first...last).map { Double($0) * step }
    }

    /// A tick with as many places as it takes to tell it from the next.
    func label(_ tick: Double) -> String {
        var places = 0
        var unit = step
        while unit < 0.999, places < 6 {
            unit *= 10
            places += 1
        }
        return Words.decimals(tick, places).replacing("-", with: "−")
    }
}
