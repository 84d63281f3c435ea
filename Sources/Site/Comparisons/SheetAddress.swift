import HTTPServer
import Library

/// How a comparison is laid out: all of it is in the address, so a link shows a colleague the same sheet.
struct SheetAddress: Equatable {
    /// What rows and columns can be sorted by.
    enum Order: String, CaseIterable {
        case asked, rating, cost, time

        var label: String {
            switch self {
            case .asked: "as asked"
            case .rating: "best rated first"
            case .cost: "cheapest first"
            case .time: "fastest first"
            }
        }
    }

    /// The axes as columns, rows and tabs: their numbers, as many as there are axes.
    var axes: [Int]
    /// Which value of the third axis is shown.
    var tab = 0
    /// The values that are hidden, by axis and number.
    var hidden: Set<[Int]> = []
    var columnOrder = Order.asked
    var rowOrder = Order.asked

    /// Reads `axes=10`, `tab=2`, `hide=0.3,1.0`, `columns=rating`, `rows=cost`; what makes no sense is left aside.
    init(_ query: Query, axisCount: Int) {
        let given = (query["axes"] ?? "").compactMap(\.wholeNumberValue)
        axes = given.sorted() == Array(0..<axisCount) ? given : Array(0..<axisCount)
        tab = query["tab"].flatMap { Int($0) } ?? 0
        for item in (query["hide"] ?? "").split(separator: ",").prefix(1000) {
            let place = item.split(separator: ".").compactMap { Int($0) }
            if place.count == 2, axes.contains(place[0]) { hidden.insert(place) }
        }
        columnOrder = query["columns"].flatMap(Order.init) ?? .asked
        rowOrder = query["rows"].flatMap(Order.init) ?? .asked
    }

    /// The address of a comparison laid out so.
    func address(_ id: Comparison.ID) -> String {
        var pairs: [(String, String)] = []
        if axes != axes.sorted() { pairs.append(("axes", axes.map(String.init).joined())) }
        if tab != 0 { pairs.append(("tab", String(tab))) }
        if !hidden.isEmpty { pairs.append(("hide", hiddenText)) }
        if columnOrder != .asked { pairs.append(("columns", columnOrder.rawValue)) }
        if rowOrder != .asked { pairs.append(("rows", rowOrder.rawValue)) }
        return pairs.isEmpty ? "/comparisons/\(id)" : "/comparisons/\(id)?\(Query(pairs).encoded)"
    }

    /// What is hidden, as the address says it.
    var hiddenText: String {
        hidden.sorted { $0.lexicographicallyPrecedes($1) }.map { "\($0[0]).\($0[1])" }.joined(separator: ",")
    }

    /// The same with something else.
    func with(_ change: (inout SheetAddress) -> Void) -> SheetAddress {
        var address = self
        change(&address)
        return address
    }
}
