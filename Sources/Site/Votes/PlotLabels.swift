/// Where the names beside a plot's points stand, so that they do not lie on each other.
struct PlotLabels {
    /// On which side of its position a name lies.
    enum Anchor: String {
        case start, end
    }

    /// Where a name begins or ends, and its base line.
    struct Place {
        var x: Double
        var y: Double
        var anchor: Anchor
    }

    /// What a name stands beside.
    struct Point {
        var x: Double
        var y: Double
        /// From where to where its interval reaches.
        var reach: ClosedRange<Double>
        var name: String
    }

    private struct Box {
        var left: Double
        var right: Double
        var top: Double
        var bottom: Double

        func overlaps(_ other: Box) -> Bool {
            left < other.right && other.left < right && top < other.bottom && other.top < bottom
        }
    }

    /// One for each point, in their order.
    let places: [Place]

    private static let letter = 6.4
    private static let line = 14.0
    private static let longest = 26

    /// A name of a length that can be drawn.
    static func short(_ name: String) -> String { Words.excerpt(name, longest) }

    /// Tries beside each point, then a little above and beneath, first to the right and then to the left of it, where
    /// neither a point nor an interval nor another name is.
    init(_ points: [Point], within reach: ClosedRange<Double>) {
        var taken = points.flatMap { point in
            [
                Box(left: point.x - 5, right: point.x + 5, top: point.y - 5, bottom: point.y + 5),
                Box(left: point.x - 2, right: point.x + 2, top: point.reach.lowerBound, bottom: point.reach.upperBound),
            ]
        }
        places = points.map { point in
            let width = Double(Self.short(point.name).count) * Self.letter
            let offsets = [0, -1, 1, -2, 2, -3, 3, -4, 4].map { Double($0) * Self.line }
            let candidates = offsets.flatMap { offset in
                [
                    Place(x: point.x + 9, y: point.y + 4 + offset, anchor: .start),
                    Place(x: point.x - 9, y: point.y + 4 + offset, anchor: .end),
                ]
            }
            func box(_ place: Place) -> Box {
                let left = place.anchor == .start ? place.x : place.x - width
                return Box(left: left, right: left + width, top: place.y - 11, bottom: place.y + 3)
            }
            let inside = candidates.filter { place in
                let box = box(place)
                return box.left >= reach.lowerBound && box.right <= reach.upperBound
            }
            let free = inside.first { place in !taken.contains { $0.overlaps(box(place)) } }
            let place = free ?? inside.first ?? candidates[0]
            taken.append(box(place))
            return place
        }
    }
}
