import Foundation
import HTTPServer
import Library

/// Fills a contact sheet in while its pictures come, without drawing the rest of it again.
struct SheetEvents {
    let site: Site
    let comparison: Comparison
    let person: String?

    /// Sends each cell that changes, and how far all of it is, until nothing is on its way.
    ///
    /// - Parameter since: when the page was drawn.
    func follow(since: Date, _ writer: EventWriter) async throws {
        // Listening begins before the first look, so that nothing falls between.
        let changes = site.studio.changes.listen(keeping: 1)
        var since = since
        var sent: [[Int]: ComparisonCell] = [:]
        var tally = ""
        while true {
            let looked = site.now()
            var cells = try await ask(.moving(since: since))
            let here = Set(cells.map(\.coordinates))
            // What was on its way and is not any more, such as one that waits again.
            let left = sent.values.filter { !here.contains($0.coordinates) && $0.state?.isSettled == false }
            if !left.isEmpty { cells += try await ask(.of(left.compactMap(\.generation))) }
            let news = cells.filter { sent[$0.coordinates] != $0 }
            if !news.isEmpty {
                for cell in news { sent[cell.coordinates] = cell }
                try await writer.send(event: "piece", data: try await draw(news))
            }
            let all = try await ask(.all)
            let grid = SheetGrid(
                comparison,
                cells: all,
                address: SheetAddress(Query(), axisCount: comparison.axes.count)
            )
            let view = SheetView(grid: grid, cells: all, cellView: try await cellView([]), now: looked).tally()
            let drawn = try site.templates.render("compare/tally", site.frame.fragment().with(view))
            if drawn != tally {
                tally = drawn
                try await writer.send(event: "piece", data: drawn)
                let open = try await site.studio.library.answer(OpenCountQuery())
                try await writer.send(event: "count", data: String(open))
                try await writer.send(event: "standstill", data: try site.standstillFragment())
            }
            guard all.contains(where: { $0.state?.isSettled == false }) else {
                return try await writer.send(event: "end", data: "")
            }
            since = looked.addingTimeInterval(-1)
            // A hundred changes at once are one look.
            try await Task.sleep(for: .milliseconds(250))
            var bell = changes.makeAsyncIterator()
            guard await bell.next() != nil else { return }
        }
    }

    private func ask(_ part: ComparisonCellsQuery.Part) async throws -> [ComparisonCell] {
        try await site.studio.library.answer(ComparisonCellsQuery(id: comparison.id, part))
    }

    private func cellView(_ cells: [ComparisonCell]) async throws -> CellView {
        try await site.cellView(of: comparison, cells, for: person)
    }

    private func draw(_ cells: [ComparisonCell]) async throws -> String {
        let view = try await cellView(cells)
        let fragment = site.frame.fragment()
        return try cells.map { try site.templates.render("compare/cell", fragment.with(view.view($0))) }.joined()
    }
}
