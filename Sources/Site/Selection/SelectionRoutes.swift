import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addSelection(to router: inout Router) {
        router.post("/selection") { request in
            let form = try request.form()
            let asked = try SelectionForm(form, context: searchContext(request), now: now())
            let action = try await curation.apply(asked.change, to: asked.selection, by: request.person)
            return .seeOther(address(after: action, back: form["back"]))
        }
        router.post("/selection/zip") { request in
            let selection = try SelectionForm.selection(
                try request.form(),
                context: searchContext(request),
                now: now()
            )
            return zip(try await curation.download(selection))
        }
        router.post("/actions/{id}/undo") { (request, id: Action.ID) in
            let action = try await undo(id)
            return .seeOther(address(after: action, back: try request.form()["back"]))
        }
        router.get("/actions/{id}/notice") { (request, id: Action.ID) in
            let view = notice(of: try await action(id), back: request.query["back"])
            return .html(try templates.render("selection/notice", frame.fragment().with(["notice": view])))
        }
        router.get("/api/marks") { _ in
            .encoding(APIMarkNames(try await studio.library.answer(MarkNamesQuery())))
        }
        router.post("/api/selection") { request in
            let example = #"{"ids": [1, 2], "action": "rate", "value": 4} or {"q": "tag:snow", "action": "trash"}"#
            let asked = try decode(AskedSelection.self, from: request, like: example)
            let selection = try asked.selection(searchContext(request))
            let action = try await curation.apply(try asked.change(), to: selection, by: request.person)
            return .encoding(APIAction(action, isRunning: curation.progress(of: action.id) != nil))
        }
        router.post("/api/actions/{id}/undo") { (_, id: Action.ID) in
            let action = try await undo(id)
            return .encoding(APIAction(action, isRunning: curation.progress(of: id) != nil))
        }
        router.post("/api/actions/{id}/stop") { (_, id: Action.ID) in
            curation.stop(id)
            await curation.wait(for: id)
            return .encoding(APIAction(try await action(id), isRunning: false))
        }
        router.get("/api/actions/{id}") { (_, id: Action.ID) in
            .encoding(APIAction(try await action(id), isRunning: curation.progress(of: id) != nil))
        }
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func action(_ id: Action.ID) async throws -> Action {
        guard let action = try await studio.library.answer(ActionQuery(id: id)) else {
            throw Problem.notFound("There is no action \(id) any more: they are kept for 30 days.")
        }
        return action
    }

    private func undo(_ id: Action.ID) async throws -> Action {
        do throws(LibraryError) {
            return try await curation.undo(id)
        } catch .notFound {
            throw Problem.movedOn("There is nothing to undo: it was undone already, or is too long ago.")
        }
    }

    private func zip(_ download: Download) -> Response {
        var response = Response.stream(type: "application/zip") { body in
            try await download.write { bytes in try await body.write(bytes) }
        }
        let day = Words.exact(now()).prefix(10)
        response.headers[.contentDisposition] = "attachment; filename=\"contactsheet-\(day)-\(download.count).zip\""
        response.headers[.cacheControl] = "no-store"
        return response
    }

    /// Where a browser goes after an action: to its job while it runs, else back, with the action named for a notice.
    func address(after action: Action, back: String?) -> String {
        if curation.progress(of: action.id) != nil { return "/jobs/\(action.id)" }
        return Back(back).address(done: action.id)
    }
}

/// The page that a form was sent from; none but this house's own are gone back to.
struct Back {
    private let request: Request?

    init(_ target: String?) {
        request = target.flatMap(OwnAddress.checked).flatMap { try? Request(method: .get, target: $0) }
    }

    private var path: String { request.map { String($0.target.prefix { $0 != "?" }) } ?? "/" }
    private var query: Query { request?.query ?? Query() }

    /// The page, with nothing to tell of.
    var address: String {
        let rest = query.removing("done").encoded
        return rest.isEmpty ? path : "\(path)?\(rest)"
    }

    /// The page, with the number of an action to tell of.
    func address(done action: Action.ID) -> String {
        "\(path)?\(query.setting("done", to: String(action)).encoded)"
    }
}

/// An action as programs see it.
struct APIAction: Encodable {
    var actionID: Action.ID
    var action: String
    var value: String
    /// How many pictures are different now.
    var count: Int
    /// Those that were so already.
    var already: Int
    /// Those that are not there.
    var gone: Int
    /// How many were asked for, once that is known.
    var total: Int?
    var undone: Int
    /// Those that stayed as they were when it was undone, because somebody had changed them since.
    var changedSince: Int
    var isUndone: Bool
    /// The page that shows how far it is, while it runs.
    var job: String?

    enum CodingKeys: String, CodingKey {
        case action, value, count, already, gone, total, undone, job
        case actionID = "action_id"
        case changedSince = "changed_since"
        case isUndone = "is_undone"
    }

    init(_ action: Action, isRunning: Bool) {
        actionID = action.id
        self.action = action.change.kind
        value = action.change.value
        count = action.changed
        already = action.tally.already
        gone = action.tally.gone
        total = action.tally.total
        undone = action.tally.undone
        changedSince = action.tally.changedSince
        isUndone = action.undoneAt != nil
        job = isRunning ? "/jobs/\(action.id)" : nil
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(actionID, forKey: .actionID)
        try container.encode(action, forKey: .action)
        try container.encode(value, forKey: .value)
        try container.encode(count, forKey: .count)
        try container.encode(already, forKey: .already)
        try container.encode(gone, forKey: .gone)
        try container.encode(total, forKey: .total)
        try container.encode(undone, forKey: .undone)
        try container.encode(changedSince, forKey: .changedSince)
        try container.encode(isUndone, forKey: .isUndone)
        // Null, not absent: a program looks for it.
        try container.encode(job, forKey: .job)
    }
}

/// The names to choose from, as scripts ask for them.
struct APIMarkNames: Encodable {
    var tags: [String]
    var collections: [String]

    init(_ names: MarkNamesQuery.Answer) {
        tags = names.tags
        collections = names.collections
    }
}
