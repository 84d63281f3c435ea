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
            let comparison = try await comparison(id)
            let since = request.query["since"].flatMap { Int64($0) } ?? 0
            let person = request.person
            return .events { writer in
                try await SheetEvents(site: self, comparison: comparison, person: person)
                    .follow(since: Date(timeIntervalSince1970: Double(since) / 1000), writer)
            }
        }
        router.post("/comparisons/{id}/values") { (request, id: Int64) in
            let form = try request.form()
            let comparison = try await comparison(id)
            do {
                try await grow(comparison, form, by: request.person)
            } catch let fault as AxisFault {
                throw Problem.unreadable(fault.sentence)
            } catch LibraryError.taken {
                throw Problem.movedOn("Somebody has added values to comparison \(id) meanwhile. Look, and add again.")
            }
            return .seeOther(OwnAddress.checked(form["back"] ?? "") ?? "/comparisons/\(id)")
        }
        // All that brought nothing, or the one that is named.
        router.post("/comparisons/{id}/again") { (request, id: Int64) in
            let form = try request.form()
            let cells = try await studio.library.answer(ComparisonCellsQuery(id: id))
            let one = form["generation"].flatMap { Int64($0) }
            let wanted = Set(cells.filter(\.canRepeat).compactMap(\.generation)).filter { one == nil || $0 == one }
            try await studio.repeatRequests(of: wanted.sorted(), by: request.person)
            return .seeOther(OwnAddress.checked(form["back"] ?? "") ?? "/comparisons/\(id)")
        }
        router.post("/comparisons/{id}/describe") { (request, id: Int64) in
            let form = try request.form()
            let name = Words.excerpt((form["name"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines), 200)
            guard !name.isEmpty else { throw Problem.unreadable("A comparison needs a name.") }
            let tags = try Tag.list(form["tags"] ?? "").map(\.value)
            try await studio.library.describe(id, name: name, tags: tags)
            return .seeOther("/comparisons/\(id)")
        }
        router.post("/comparisons/{id}/delete") { (_, id: Int64) in
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
        let comparison = try await comparison(id)
        let cells = try await studio.library.answer(ComparisonCellsQuery(id: id))
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
            view.all()
        )
    }

    /// Adds what the form names to an axis.
    private func grow(_ comparison: Comparison, _ form: Form, by person: String?) async throws {
        guard let number = form["axis"].flatMap({ Int($0) }), comparison.axes.indices.contains(number) else {
            throw Problem.unreadable("Say which axis it is for.")
        }
        let subject = comparison.axes[number].subject
        let names = AxisGrammar.Names(models: comparison.plan.models.compactMap { studio.catalog[$0] })
        let grammar = AxisGrammar(subject, names: names, drawSeed: studio.drawSeed)
        let values = try grammar.further(form["values"] ?? "")
        let weighing = try await studio.weigh(values, onto: number, of: comparison, by: person)
        try weighing.checkMisfits()
        try await studio.extend(comparison, by: weighing, on: number, person: person)
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
