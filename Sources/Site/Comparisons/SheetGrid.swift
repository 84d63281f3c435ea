import Library

/// A comparison's cells in rows and columns, as an address lays them out.
struct SheetGrid {
    let comparison: Comparison
    let address: SheetAddress
    /// The numbers of the values that are shown, in their order.
    let columns: [Int]
    let rows: [Int]
    private let cells: [[Int]: ComparisonCell]

    init(_ comparison: Comparison, cells: [ComparisonCell], address: SheetAddress) {
        var address = address
        if address.axes.count > 2 {
            address.tab = min(max(0, address.tab), comparison.axes[address.axes[2]].values.count - 1)
        } else {
            address.tab = 0
        }
        // What names no value hides nothing.
        address.hidden = address.hidden.filter { comparison.axes[$0[0]].values.indices.contains($0[1]) }
        self.comparison = comparison
        self.address = address
        self.cells = Dictionary(cells.map { ($0.coordinates, $0) }) { first, _ in first }
        let shown = cells.filter { address.axes.count < 3 || $0.coordinates[address.axes[2]] == address.tab }
        columns = Self.values(0, of: comparison, address, shown, address.columnOrder)
        rows = Self.values(1, of: comparison, address, shown, address.rowOrder)
    }

    /// The cell of a row and a column; `nil` where none was ever written.
    func cell(row: Int, column: Int) -> ComparisonCell? {
        var place = [0, 0, 0]
        for (axis, number) in zip(address.axes, [column, row, address.tab]) { place[axis] = number }
        return cells[place]
    }

    /// The axis of columns (0), rows (1) or tabs (2), if there is one.
    func axis(_ position: Int) -> Int? {
        address.axes.indices.contains(position) ? address.axes[position] : nil
    }

    private static func values(
        _ position: Int,
        of comparison: Comparison,
        _ address: SheetAddress,
        _ cells: [ComparisonCell],
        _ order: SheetAddress.Order
    ) -> [Int] {
        guard address.axes.indices.contains(position) else { return [0] }
        let axis = address.axes[position]
        let shown = comparison.axes[axis].values.indices.filter { !address.hidden.contains([axis, $0]) }
        guard order != .asked else { return Array(shown) }
        var weights: [Int: (sum: Double, count: Double)] = [:]
        for cell in cells {
            guard let weight = cell.weight(order) else { continue }
            let before = weights[cell.coordinates[axis]] ?? (0, 0)
            weights[cell.coordinates[axis]] = (before.sum + weight, before.count + 1)
        }
        // The smallest mean first; what has none stays behind, as asked.
        func mean(_ value: Int) -> Double { weights[value].map { $0.sum / $0.count } ?? .infinity }
        return shown.sorted { (mean($0), $0) < (mean($1), $1) }
    }
}

extension ComparisonCell {
    /// What an order goes by, the first having the least.
    fileprivate func weight(_ order: SheetAddress.Order) -> Double? {
        switch order {
        case .asked: nil
        case .rating: picture.flatMap { $0.rating > 0 ? -Double($0.rating) : nil }
        case .cost: cost
        case .time: inferenceSeconds
        }
    }
}
