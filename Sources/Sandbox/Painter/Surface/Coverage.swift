/// How much of each pixel a path covers, exactly, by adding up the signed areas along its edges.
///
/// The way of Raph Levien's font-rs; paths that wind twice around a pixel still cover it once.
final class Coverage {
    private let width: Int
    private let height: Int
    private let stride: Int
    private let sums: UnsafeMutablePointer<Float>
    private let firsts: UnsafeMutablePointer<Int32>
    private let lasts: UnsafeMutablePointer<Int32>
    private var top = Int.max
    private var bottom = -1

    init(width: Int, height: Int) {
        self.width = width
        self.height = height
        stride = width + 2
        sums = .allocate(capacity: stride * height)
        sums.initialize(repeating: 0, count: stride * height)
        firsts = .allocate(capacity: height)
        firsts.initialize(repeating: .max, count: height)
        lasts = .allocate(capacity: height)
        lasts.initialize(repeating: -1, count: height)
    }

    deinit {
        sums.deallocate()
        firsts.deallocate()
        lasts.deallocate()
    }

    func add(_ path: Path) {
        var start = 0
        for end in path.ends {
            if end - start > 2 {
                var from = path.points[end - 1]
                for index in start..<end {
                    let to = path.points[index]
                    addLine(from, to)
                    from = to
                }
            }
            start = end
        }
    }

    private func addLine(_ a: Point, _ b: Point) {
        guard a.y != b.y else { return }
        let direction: Float = a.y < b.y ? 1 : -1
        let (upper, lower) = a.y < b.y ? (a, b) : (b, a)
        guard lower.y > 0, upper.y < Float(height) else { return }
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        let (y0, y1) = (max(0, upper.y), min(Float(height), lower.y))
        var x = upper.x + slope * (y0 - upper.y)
        let first = Int(y0)
        let last = min(height - 1, Int(y1))
        top = min(top, first)
        bottom = max(bottom, last)
        for y in first...last {
            let share = min(Float(y + 1), y1) - max(Float(y), y0)
            guard share > 0 else { continue }
            let next = x + slope * share
            addSpan(y, clamp(min(x, next), 0, Float(width)), clamp(max(x, next), 0, Float(width)), share * direction)
            x = next
        }
    }

    @inline(__always)
    private func addSpan(_ y: Int, _ x0: Float, _ x1: Float, _ amount: Float) {
        let row = sums + y * stride
        let first = Int(x0)
        let last = Int(x1)
        firsts[y] = min(firsts[y], Int32(first))
        lasts[y] = max(lasts[y], Int32(last + 1))
        if last <= first {
            let middle = (x0 + x1) * 0.5 - Float(first)
            row[first] += amount * (1 - middle)
            row[first + 1] += amount * middle
            return
        }
        // Each column gets the part of the area that lies in it, less what the columns before have had.
        let scale = amount / (x1 - x0)
        var before: Float = 0
        for x in first...last {
            let reach = min(Float(x + 1), x1) - max(Float(x), x0)
            let slanted = scale * reach * (Float(x + 1) - (max(Float(x), x0) + min(Float(x + 1), x1)) * 0.5)
            let straight = scale * (max(Float(x), x0) - x0)
            let area = slanted + straight
            row[x] += area - before
            before = area
        }
        row[last + 1] += amount - before
    }

    /// Hands out each run of covered pixels and forgets the path.
    @inline(__always)
    func drain(_ body: (_ y: Int, _ x: Int, _ cover: Float) -> Void) {
        guard bottom >= top else { return }
        for y in top...bottom {
            let row = sums + y * stride
            var sum: Float = 0
            if lasts[y] >= firsts[y] {
                for x in Int(firsts[y])...Int(lasts[y]) {
                    sum += row[x]
                    row[x] = 0
                    guard x < width else { continue }
                    let cover = min(1, abs(sum))
                    if cover > 0.002 { body(y, x, cover) }
                }
            }
            firsts[y] = .max
            lasts[y] = -1
        }
        top = .max
        bottom = -1
    }
}
