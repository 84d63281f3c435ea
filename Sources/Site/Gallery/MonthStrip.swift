import Foundation
import Library
import Synchronization

/// The months of the library as a row of bars to jump by, each as high as it has pictures.
///
/// Newest first, drawn from the right. The bars are the same for every page of an edition; only the one that the page begins in is marked.
final class MonthStrip: Sendable {
    private struct Bar {
        var month: MonthsQuery.Month
        /// Places of the month.
        var places: Range<Int64>
        /// From 2 to 24 units of the drawing.
        var height: Int
    }

    private struct Drawn {
        var edition: UInt64
        var bars: [Bar] = []
    }

    private let drawn = Mutex<Drawn?>(nil)

    /// Reads the months when the library has changed.
    func refresh(_ library: Library) async throws {
        let edition = library.edition
        if drawn.withLock({ $0?.edition == edition }) { return }
        let bars = Self.bars(of: try await library.answer(MonthsQuery()))
        drawn.withLock { $0 = Drawn(edition: edition, bars: bars) }
    }

    private static func bars(of months: [MonthsQuery.Month]) -> [Bar] {
        let calendar = SearchCalendar()
        let most = Double(months.map(\.count).max() ?? 1)
        return months.compactMap { month in
            guard let span = calendar.span(month.name) else { return nil }
            let places = Place.first(at: span.start)..<Place.first(at: span.end)
            return Bar(month: month, places: places, height: 2 + Int((Double(month.count) / most).squareRoot() * 22))
        }
    }

    /// The strip as HTML; empty where there are fewer than two months to choose from.
    ///
    /// - Parameter current: the place of the page's first frame.
    func html(current: Int64?, address: GalleryAddress) -> [UInt8] {
        let bars = drawn.withLock { $0?.bars } ?? []
        guard bars.count > 1, address.order == .newest else { return [] }
        var tail = address.address("/", adding: [("date", "")])
        tail = HTMLEscaper().escapeText(tail)
        var html: [UInt8] = []
        html.reserveCapacity(bars.count * 260)
        for (index, bar) in bars.enumerated() {
            let name = bar.month.name
            let isCurrent = current.map { bar.places.contains($0) } ?? false
            html +=
                """
                <a href="\(tail)\(name)"\(isCurrent ? " aria-current=\"true\"" : "")\
                 title="\(name), \(Words.pictures(bar.month.count))">\
                <svg viewBox="0 0 8 24" preserveAspectRatio="none" aria-hidden="true">\
                <rect y="\(24 - bar.height)" width="8" height="\(bar.height)"/></svg><span>\(name)</span></a>
                """.utf8
            // Drawn from the right: a year's name stands before its first month.
            let year = name.prefix(4)
            if index + 1 == bars.count || bars[index + 1].month.name.prefix(4) != year {
                html += "<span class=\"of\" aria-hidden=\"true\">\(year)</span>".utf8
            }
        }
        return html
    }
}
