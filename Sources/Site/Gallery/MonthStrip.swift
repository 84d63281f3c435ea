import Foundation
import Library
import Synchronization

/// The months of the library as a row of bars to jump by, each as high as it has pictures.
///
/// Newest first, drawn from the right. The bars are the same for every page of an edition; only the one that the page begins in is marked.
final class MonthStrip: Sendable {
    /// A month's link, but for the view's own part of its address.
    private struct Bar {
        /// Places of the month.
        var places: Range<Int64>
        /// What follows the address, and what follows it where the page begins in this month.
        var rest: (usual: [UInt8], current: [UInt8])
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
        return months.enumerated().compactMap { index, month in
            guard let span = calendar.span(month.name) else { return nil }
            let height = 2 + Int((Double(month.count) / most).squareRoot() * 22)
            let year = month.name.prefix(4)
            let isYearsFirst = index + 1 == months.count || months[index + 1].name.prefix(4) != year
            func rest(_ mark: String) -> [UInt8] {
                var html = """
                    \(month.name)"\(mark) title="\(month.name), \(Words.pictures(month.count))">\
                    <svg viewBox="0 0 8 24" preserveAspectRatio="none" aria-hidden="true">\
                    <rect y="\(24 - height)" width="8" height="\(height)"/></svg><span>\(month.name)</span></a>
                    """
                // Drawn from the right: a year's name stands before its first month.
                if isYearsFirst { html += "<span class=\"of\" aria-hidden=\"true\">\(year)</span>" }
                return Array(html.utf8)
            }
            return Bar(
                places: Place.first(at: span.start)..<Place.first(at: span.end),
                rest: (rest(""), rest(" aria-current=\"true\""))
            )
        }
    }

    /// The strip as HTML; empty where there are fewer than two months to choose from.
    ///
    /// - Parameter current: the place of the page's first frame.
    func html(current: Int64?, address: GalleryAddress) -> [UInt8] {
        let bars = drawn.withLock { $0?.bars } ?? []
        guard bars.count > 1, address.order == .newest else { return [] }
        let start = "<a href=\"\(HTMLEscaper().escapeText(address.address("/", adding: [("date", "")])))"
        let opening = Array(start.utf8)
        var html: [UInt8] = []
        html.reserveCapacity(bars.count * (opening.count + 260))
        for bar in bars {
            html += opening
            html += current.map { bar.places.contains($0) } ?? false ? bar.rest.current : bar.rest.usual
        }
        return html
    }
}
