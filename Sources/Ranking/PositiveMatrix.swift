/// A symmetric matrix without flat directions, to be inverted through its Cholesky factor.
struct PositiveMatrix {
    let size: Int
    private var cells: [Double]

    init(size: Int, filledWith value: Double) {
        self.size = size
        cells = Array(repeating: value, count: size * size)
    }

    subscript(row: Int, column: Int) -> Double {
        get { cells[row * size + column] }
        set { cells[row * size + column] = newValue }
    }

    /// What this matrix makes the right side of.
    func solved(_ right: [Double]) -> [Double] { Self.solve(factor, right) }

    /// The inverse.
    ///
    /// - Parameter withoutMean: takes out the direction in which all are alike, whose share must be 1.
    func inverse(withoutMean: Bool) -> [[Double]] {
        let factor = factor
        let mean = withoutMean ? 1 / Double(max(1, size)) : 0
        return (0..<size).map { column in
            var unit = Array(repeating: 0.0, count: size)
            unit[column] = 1
            return Self.solve(factor, unit).map { $0 - mean }
        }
    }

    /// The lower triangle whose product with its own mirror image is this matrix.
    private var factor: PositiveMatrix {
        var factor = PositiveMatrix(size: size, filledWith: 0)
        for row in 0..<size {
            for column in 0...row {
                var rest = self[row, column]
                for before in 0..<column { rest -= factor[row, before] * factor[column, before] }
                // Rounding can take the last trace of a nearly flat direction.
                factor[row, column] = row == column ? max(rest, 1e-300).squareRoot() : rest / factor[column, column]
            }
        }
        return factor
    }

    private static func solve(_ factor: PositiveMatrix, _ right: [Double]) -> [Double] {
        var values = right
        for row in 0..<factor.size {
            for before in 0..<row { values[row] -= factor[row, before] * values[before] }
            values[row] /= factor[row, row]
        }
        for row in (0..<factor.size).reversed() {
            for after in (row + 1)..<max(row + 1, factor.size) { values[row] -= factor[after, row] * values[after] }
            values[row] /= factor[row, row]
        }
        return values
    }
}
