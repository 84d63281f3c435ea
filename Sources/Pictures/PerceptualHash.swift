/// A 64-bit difference hash: what a picture looks like, whatever its bytes.
///
/// Always taken from the stored thumbnail's own pixels: the hashes of a picture and of its thumbnail differ by several
/// bits, and only like may be compared with like.
public struct PerceptualHash: Sendable, Hashable {
    /// The 64 bits, the top left comparison in the highest.
    public let bits: UInt64

    /// Takes the bits as stored.
    public init(_ bits: UInt64) { self.bits = bits }

    /// Hashes pixels: a grid of 9 by 8 mean brightnesses, each compared with its right neighbour.
    public init(of pixels: Pixels) {
        var bits: UInt64 = 0
        for row in 0..<8 {
            var left = pixels.meanBrightness(column: 0, of: 9, row: row, of: 8)
            for column in 1..<9 {
                let right = pixels.meanBrightness(column: column, of: 9, row: row, of: 8)
                bits = bits << 1 | (left > right ? 1 : 0)
                left = right
            }
        }
        self.bits = bits
    }

    /// How many bits differ: 0 for the same picture, up to about 8 for one encoded anew, near 32 for another.
    public func distance(to other: PerceptualHash) -> Int {
        (bits ^ other.bits).nonzeroBitCount
    }
}

extension Pixels {
    /// The mean luma of one cell, in 1/256 000 of full white, by integers alone so that every machine agrees.
    fileprivate func meanBrightness(column: Int, of columns: Int, row: Int, of rows: Int) -> Int {
        let across = Self.span(column, of: columns, over: width)
        let down = Self.span(row, of: rows, over: height)
        var sum = 0
        for y in down {
            for x in across {
                let at = 3 * (y * width + x)
                sum += 299 * Int(rgb[at]) + 587 * Int(rgb[at + 1]) + 114 * Int(rgb[at + 2])
            }
        }
        return sum / (across.count * down.count)
    }

    /// The pixels of one cell; at least one, even where the picture is smaller than the grid.
    private static func span(_ index: Int, of count: Int, over length: Int) -> Range<Int> {
        let start = min(index * length / count, length - 1)
        return start..<max(start + 1, (index + 1) * length / count)
    }
}
