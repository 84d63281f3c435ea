import Curation
import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    /// Requests sent again, to see whether the service still paints the same.
    func addDrifts(to router: inout Router) {
        router.get("/drifts") { request in
            let before = request.query["before"].flatMap { Drift.ID($0) } ?? .max
            return try await drifts(before: before, request)
        }
        router.post("/drifts") { request in
            let wish = try await DriftWish(try request.form(), site: self, request)
            let plan = try await studio.planDrift(of: wish.images, by: request.person)
            guard plan.requests.count <= SelectionForm.most else {
                let most = Words.count(SelectionForm.most)
                throw Problem.unreadable("At most \(most) requests are sent again together; these are more.")
            }
            // It costs money: what it is, is said before anything is sent.
            guard wish.isSure, !plan.requests.isEmpty else {
                let view = DriftPlanView(plan: plan, wish: wish, ceiling: studio.settings.ceilings.lowest).all()
                return try await page(
                    "drift/ask",
                    title: "Make them again",
                    section: "/compare",
                    request: request,
                    view
                )
            }
            let id = try await studio.begin(
                plan,
                named: wish.name,
                of: wish.comparison,
                by: request.person,
                once: request.once
            )
            return .seeOther("/drifts/\(id)")
        }
        router.get("/drifts/{id}") { (request, id: Drift.ID) in
            let answer = try await drift(id)
            let view = driftView(answer).with(["driftStyles": assets.address(of: "styles/drift.css")])
            return try await page("drift/page", title: answer.drift.name, section: "/compare", request: request, view)
        }
        router.get("/drifts/{id}/events") { (_, id: Drift.ID) in
            _ = try await drift(id)
            return .events { writer in try await follow(id, writer) }
        }
        router.get("/api/drifts/{id}") { (_, id: Drift.ID) in .encoding(APIDrift(try await drift(id))) }
    }

    /// - Throws: ``Problem/notFound(_:)``.
    private func drift(_ id: Drift.ID) async throws -> DriftQuery.Report {
        guard let answer = try await studio.library.answer(DriftQuery(id: id)) else {
            throw Problem.notFound("There is no drift report \(id).")
        }
        return answer
    }

    /// Sends the report as it changes, a few times a second at most, until nothing is on its way any more.
    private func follow(_ id: Drift.ID, _ writer: EventWriter) async throws {
        // Listening begins before the first look, so that nothing falls between.
        let changes = studio.changes.listen(keeping: 1)
        guard try await send(id, writer) else { return }
        for await _ in changes {
            guard try await send(id, writer) else { return }
            try await Task.sleep(for: .milliseconds(250))
        }
    }

    /// Sends the report once; returns whether something is on its way still.
    private func send(_ id: Drift.ID, _ writer: EventWriter) async throws -> Bool {
        let view = driftView(try await drift(id)).with(frame.fragment())
        try await writer.send(event: "drift", data: try templates.render("drift/report", view))
        let open = try await studio.library.answer(OpenCountQuery())
        try await writer.send(event: "count", data: String(open))
        try await writer.send(event: "standstill", data: try standstillFragment())
        guard view["isOpen"] as? Bool != true else { return true }
        try await writer.send(event: "end", data: "")
        return false
    }

    private func driftView(_ report: DriftQuery.Report) -> View {
        DriftView(report: report, modelNames: modelNames, now: now()).all()
    }

    private func drifts(before: Drift.ID, _ request: Request) async throws -> Response {
        let entries = try await studio.library.answer(DriftsQuery(before: before))
        let rows = entries.map { entry -> View in
            let facts = [
                Words.pictures(entry.total), entry.open > 0 ? "\(Words.count(entry.open)) on the way" : nil,
                entry.drifted > 0 ? "\(Words.count(entry.drifted)) drifted" : nil, entry.drift.person,
            ]
            return [
                "address": "/drifts/\(entry.drift.id)",
                "name": entry.drift.name,
                "facts": facts.compactMap(\.self).joined(separator: " · "),
                "when": Words.ago(entry.drift.createdAt, now: now()),
                "exact": Words.exact(entry.drift.createdAt),
            ]
        }
        let isFull = entries.count == DriftsQuery().limit
        let view = CompareTab.drift.view.with([
            "hasRows": !rows.isEmpty,
            "rows": rows,
            "olderAddress": isFull ? entries.last.map { "/drifts?before=\($0.drift.id)" } : nil,
        ])
        return try await page("drift/list", title: "Drift", section: "/compare", request: request, view)
    }
}
