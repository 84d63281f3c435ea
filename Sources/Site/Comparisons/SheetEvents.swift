import Foundation
import HTTPServer
import Library

/// Fills a contact sheet in while its pictures come, without drawing the rest of it again.
struct SheetEvents {
    let site: Site
    let id: Comparison.ID
    let person: String?

    /// Sends each cell that changes, and how far all of it is, until nothing is on its way.
    ///
    /// - Parameter since: when the page was drawn; what was settled before is on it.
    func follow(since: Date, _ writer: EventWriter) async throws {
        // Listening begins before the first look, so that nothing falls between.
        let changes = site.studio.changes.listen(keeping: 1)
        var bell = changes.makeAsyncIterator()
        var sent: [[Int]: ComparisonCell]?
        var tally = ""
        repeat {
            // Cells and end come from one look: the last picture is not missed.
            guard let sheet = try await site.studio.library.answer(ComparisonSheetQuery(id: id)) else { return }
            let news = sheet.cells.filter { cell in
                sent.map { $0[cell.coordinates] != cell } ?? (cell.settledAt.map { $0 >= since } ?? (cell.state != nil))
            }
            sent = Dictionary(sheet.cells.map { ($0.coordinates, $0) }) { first, _ in first }
            if !news.isEmpty { try await writer.send(event: "piece", data: try await draw(news, of: sheet.comparison)) }
            let drawn = try site.templates.render(
                "compare/tally",
                site.frame.fragment().with(SheetTally(sheet.comparison, sheet.cells).view)
            )
            if drawn != tally {
                tally = drawn
                try await writer.send(event: "piece", data: drawn)
                let open = try await site.studio.library.answer(OpenCountQuery())
                try await writer.send(event: "count", data: String(open))
                try await writer.send(event: "standstill", data: try site.standstillFragment())
            }
            guard sheet.cells.contains(where: { $0.state?.isSettled == false }) else {
                return try await writer.send(event: "end", data: "")
            }
            // A hundred changes at once are one look.
            try await Task.sleep(for: .milliseconds(250))
        } while await bell.next() != nil
    }

    private func draw(_ cells: [ComparisonCell], of comparison: Comparison) async throws -> String {
        let view = try await site.cellView(of: comparison, cells, for: person)
        let fragment = site.frame.fragment()
        return try cells.map { try site.templates.render("compare/cell", fragment.with(view.view($0))) }.joined()
    }
}
