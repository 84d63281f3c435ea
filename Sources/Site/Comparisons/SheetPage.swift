import Catalog
import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addSheets(to router: inout Router) {
        router.get("/comparisons/{id}") { (request, id: Int64) in
            try await sheet(id, request)
        }
        router.get("/comparisons/{id}/events") { (request, id: Int64) in
            _ = try await comparison(id)
            // Anybody may write anything there.
            let present = Int64(now().timeIntervalSince1970 * 1000)
            let since = min(max(0, request.query["since"].flatMap { Int64($0) } ?? 0), present)
            let person = request.person
            return .events { writer in
                try await SheetEvents(site: self, id: id, person: person)
                    .follow(since: Date(timeIntervalSince1970: Double(since) / 1000), writer)
            }
        }
        // All that brought nothing, or the one that is named.
        router.post("/comparisons/{id}/again") { (request, id: Int64) in
            let form = try request.form()
            let cells = try await comparisonSheet(id).cells
            let one = form["generation"].flatMap { Int64($0) }
            let wanted = Set(cells.filter(\.canRepeat).compactMap(\.generation)).filter { one == nil || $0 == one }
            try await studio.repeatRequests(of: wanted.sorted(), by: request.person)
            return .seeOther(OwnAddress.checked(form["back"] ?? "") ?? "/comparisons/\(id)")
        }
        router.post("/comparisons/{id}/describe") { (request, id: Int64) in
            let form = try request.form()
            guard let name = Self.name(given: form["name"] ?? "") else {
                throw Problem.unreadable("A comparison needs a name.")
            }
            let tags = try Tag.list(form["tags"] ?? "").map(\.value)
            try await studio.library.describe(id, name: name, tags: tags)
            return .seeOther("/comparisons/\(id)")
        }
        // It cannot be undone: asked first.
        router.post("/comparisons/{id}/delete") { (request, id: Int64) in
            guard try request.form()["sure"] == "yes" else {
                let comparison = try await comparison(id)
                return try await page(
                    "compare/apart",
                    title: "Take apart \(comparison.name)",
                    section: "/compare",
                    request: request,
                    ["comparisonID": id, "name": comparison.name]
                )
            }
            try await studio.library.deleteComparison(id)
            return .seeOther("/compare")
        }
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func comparison(_ id: Comparison.ID) async throws -> Comparison {
        guard let comparison = try await studio.library.answer(ComparisonQuery(id: id)) else {
            throw Problem.notFound("There is no comparison \(id).")
        }
        return comparison
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func comparisonSheet(_ id: Comparison.ID) async throws -> ComparisonSheetQuery.Sheet {
        guard let sheet = try await studio.library.answer(ComparisonSheetQuery(id: id)) else {
            throw Problem.notFound("There is no comparison \(id).")
        }
        return sheet
    }

    /// What draws the cells of a comparison for a person.
    func cellView(
        of comparison: Comparison,
        _ cells: [ComparisonCell],
        for person: String?
    ) async throws -> CellView {
        let ids = cells.compactMap { $0.picture?.id }
        return CellView(
            comparison: comparison,
            catalog: studio.catalog,
            usual: { [usualTimes = studio.usualTimes] in usualTimes[$0] },
            favourites: try await studio.library.answer(FavouritesQuery(ids, of: person)),
            now: now()
        )
    }

    private func sheet(_ id: Comparison.ID, _ request: Request) async throws -> Response {
        let answer = try await comparisonSheet(id)
        let (comparison, cells) = (answer.comparison, answer.cells)
        let address = SheetAddress(request.query, axisCount: comparison.axes.count)
        let grid = SheetGrid(comparison, cells: cells, address: address)
        let view = SheetView(
            grid: grid,
            cells: cells,
            cellView: try await cellView(of: comparison, cells, for: request.person),
            now: now()
        )
        return try await page(
            "compare/sheet",
            title: comparison.name,
            section: "/compare",
            request: request,
            view.all().with([
                "sheetPrompt": try await originView(comparison.source),
                "shareAddress": shareAddress(.comparison, id),
            ])
        )
    }
}

extension ComparisonCell {
    /// Whether it brought nothing, and nothing was asked for in its place.
    var canRepeat: Bool {
        guard successor == nil else { return false }
        return switch state {
        case .failed, .cancelled: true
        default: false
        }
    }
}
