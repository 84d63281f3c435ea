/// Closed outlines as straight pieces, short enough to look round.
struct Path {
    private(set) var points: [Point] = []
    private(set) var ends: [Int] = []

    mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
    }

    /// One more outline with corners.
    mutating func add(corners: [Point]) {
        points.append(contentsOf: corners)
        ends.append(points.count)
    }

    static func polygon(_ corners: Point...) -> Path {
        var path = Path()
        path.add(corners: corners)
        return path
    }

    /// One more outline, smooth through all its points except the sharp ones.
    ///
    /// A Catmull-Rom spline; a point is sharp when its index is among `corners`.
    mutating func add(through knots: [Point], corners: Set<Int> = [], pieces: Int = 8) {
        let count = knots.count
        for index in 0..<count {
            let (p1, p2) = (knots[index], knots[(index + 1) % count])
            let p0 = corners.contains(index) ? p1 : knots[(index + count - 1) % count]
            let p3 = corners.contains((index + 1) % count) ? p2 : knots[(index + 2) % count]
            for piece in 0..<pieces {
                let t = Float(piece) / Float(pieces)
                let (t2, t3) = (t * t, t * t * t)
                let a = p1 * 2 + (p2 - p0) * t
                let b = (p0 * 2 - p1 * 5 + p2 * 4 - p3) * t2
                let c = (p1 * 3 - p0 - p2 * 3 + p3) * t3
                points.append((a + b + c) * 0.5)
            }
        }
        ends.append(points.count)
    }

    static func ellipse(_ centre: Point, _ radii: Point, turned: Float = 0, pieces: Int = 64) -> Path {
        var path = Path()
        let (c, s) = (cosine(turns: turned), sine(turns: turned))
        path.add(
            corners: (0..<pieces).map { piece in
                let p = polar(Float(piece) / Float(pieces), 1) * radii
                return centre + Point(p.x * c - p.y * s, p.x * s + p.y * c)
            }
        )
        return path
    }

    /// A ribbon along a line, as wide at each place from 0 to 1 as the profile says.
    mutating func add(ribbon line: [Point], width: Float, profile: (Float) -> Float = { 4 * $0 * (1 - $0) }) {
        guard line.count > 1 else { return }
        let first = points.count
        var back: [Point] = []
        back.reserveCapacity(line.count)
        for (index, point) in line.enumerated() {
            let along = line[min(index + 1, line.count - 1)] - line[max(index - 1, 0)]
            let half = 0.5 * width * profile(Float(index) / Float(line.count - 1))
            let across = Point(-along.y, along.x) * (half / max(1e-6, length(along)))
            points.append(point + across)
            back.append(point - across)
        }
        points.append(contentsOf: back.reversed())
        if points.count > first { ends.append(points.count) }
    }

    /// A leaf or petal from its foot to its tip; `fullness` is its width by its length.
    mutating func add(leafFrom foot: Point, to tip: Point, fullness: Float, bend: Float = 0, pieces: Int = 12) {
        let along = tip - foot
        let across = Point(-along.y, along.x)
        let line = (0...pieces).map { piece -> Point in
            let t = Float(piece) / Float(pieces)
            return foot + along * t + across * (bend * 4 * t * (1 - t))
        }
        add(ribbon: line, width: fullness * length(along)) { t in
            let u = t * (1 - t)
            return (u * 4).squareRoot() * (1.15 - 0.5 * t)
        }
    }

    /// The same outlines scaled, turned and moved, in this order.
    func placed(at origin: Point, scale: Point, turned: Float = 0) -> Path {
        let (c, s) = (cosine(turns: turned), sine(turns: turned))
        var path = self
        for index in path.points.indices {
            let p = path.points[index] * scale
            path.points[index] = origin + Point(p.x * c - p.y * s, p.x * s + p.y * c)
        }
        return path
    }

    mutating func append(_ other: Path) {
        let offset = points.count
        points.append(contentsOf: other.points)
        ends.append(contentsOf: other.ends.map { $0 + offset })
    }
}
