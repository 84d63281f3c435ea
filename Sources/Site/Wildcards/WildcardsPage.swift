import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

/// The lists of words that prompts draw from.
extension Site {
    func addWildcards(to router: inout Router) {
        router.get("/wildcards") { request in try await wildcards(request) }
        router.get("/wildcards/new") { request in try await wildcardPage(WildcardForm(), nil, request) }
        router.post("/wildcards/new") { request in
            var form = WildcardForm(sent: try request.form())
            form.fault = form.complaint
            guard form.fault == nil else { return try await wildcardPage(form, nil, request, status: .badRequest) }
            do {
                let id = try await studio.library.addList(
                    named: form.name,
                    text: form.text,
                    by: request.person,
                    at: now()
                )
                return .seeOther("/wildcards/\(id)")
            } catch LibraryError.taken {
                form.fault = "There is a list “\(form.name)” already."
                return try await wildcardPage(form, nil, request, status: .conflict)
            }
        }
        router.get("/wildcards/{id}") { (request, id: Int64) in
            let list = try await wildcard(id)
            return try await wildcardPage(WildcardForm(list), list, request)
        }
        router.post("/wildcards/{id}") { (request, id: Int64) in
            let list = try await wildcard(id)
            return try await save(WildcardForm(sent: try request.form()), as: list, request)
        }
        router.post("/wildcards/{id}/delete") { (_, id: Int64) in
            try await studio.library.deleteList(id, at: now())
            return .seeOther("/wildcards?deleted=\(id)")
        }
        router.post("/wildcards/{id}/restore") { (_, id: Int64) in
            do throws(LibraryError) { try await studio.library.restoreList(id) } catch .taken {
                throw Problem.movedOn("Another list is called so by now. Give that one another name first.")
            }
            return .seeOther("/wildcards/\(id)")
        }
        addWildcardFiles(to: &router)
    }

    /// A list that is there.
    func wildcard(_ id: WildcardList.ID) async throws -> WildcardList {
        guard let list = try await studio.library.answer(WildcardListQuery(id: id)), list.deletedAt == nil else {
            throw Problem.notFound("There is no such list, or it was deleted. The page Lists can bring it back.")
        }
        return list
    }

    private func save(_ sent: WildcardForm, as list: WildcardList, _ request: Request) async throws -> Response {
        var form = sent
        form.fault = form.complaint
        guard form.fault == nil else { return try await wildcardPage(form, list, request, status: .badRequest) }
        let saving = try await studio.library.changeList(
            list.id,
            name: form.name,
            text: form.kept(over: list),
            readAt: form.version ?? 0,
            by: request.person,
            at: now()
        )
        switch saving {
        case .saved: return .seeOther("/wildcards/\(list.id)?saved=1")
        case .nameTaken: form.fault = "Another list is called “\(form.name)”."
        case .overtaken:
            form.fault = Self.overtaken(by: list.person, "list")
            form.version = list.version
        }
        return try await wildcardPage(form, list, request, status: .conflict)
    }

    private func wildcardPage(
        _ form: WildcardForm,
        _ list: WildcardList?,
        _ request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let words = WordList(name: form.name, text: form.text)
        let faults = WildcardForm.faults(in: words)
        let view: View = [
            "listID": list?.id,
            "listName": list?.name,
            "nameText": form.name,
            "listText": form.text,
            "version": form.version,
            "listFault": form.fault,
            "isSaved": request.query["saved"] != nil && request.method == .get,
            "valuesText": list.map { "\($0.count) \($0.count == 1 ? "value" : "values")" },
            "changedText": list.map { list in
                "changed \(Words.ago(list.updatedAt, now: now()))" + (list.person.map { " by \($0)" } ?? "")
            },
            "changedExact": list.map { Words.exact($0.updatedAt) },
            "hasLineFaults": !faults.isEmpty,
            "lineFaults": faults.map { fault -> View in ["sentence": fault] },
        ]
        return try await page(
            "wildcards/page",
            title: list.map { "List \($0.name)" } ?? "New list",
            section: "/prompts",
            request: request,
            status: status,
            view.with(writing).with(["isLists": true])
        )
    }

    func wildcards(
        _ request: Request,
        _ brought: BroughtView? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let answer = try await studio.library.answer(WildcardListsQuery(after: request.query["after"]))
        let deleted = request.query["deleted"].flatMap { Int64($0) }
        let undone = answer.deleted.first { $0.id == deleted }
        var view: View = [
            "hasLists": !answer.lists.isEmpty,
            "lists": answer.lists.map { list -> View in
                [
                    "listID": list.id, "name": list.name,
                    "countText": "\(list.count) \(list.count == 1 ? "value" : "values")",
                    "when": Words.ago(list.updatedAt, now: now()), "exact": Words.exact(list.updatedAt),
                    "person": list.person,
                ]
            },
            "nextAddress": answer.hasMore
                ? answer.lists.last.map { "/wildcards?\(Query([("after", $0.name)]).encoded)" } : nil,
            "isFurther": request.query["after"] != nil,
            "undo": undone.map { list -> View in
                ["sentence": "The list “\(list.name)” is deleted.", "address": "/wildcards/\(list.id)/restore"]
            },
            "hasDeleted": !answer.deleted.isEmpty,
            "deleted": answer.deleted.map { list -> View in
                [
                    "name": list.name, "address": "/wildcards/\(list.id)/restore",
                    "when": list.deletedAt.map { Words.ago($0, now: now()) },
                ]
            },
        ]
        if let brought { view = view.with(brought.view) }
        return try await page(
            "wildcards/index",
            title: "Lists",
            section: "/prompts",
            request: request,
            status: status,
            view.with(writing).with(["isLists": true])
        )
    }
}
