import Foundation
import HTTPServer
import HTTPTypes
import Library

/// The team's prompts: the list, and what lies in the trash.
extension Site {
    func addPrompts(to router: inout Router) {
        router.get("/prompts") { request in try await prompts(request) }
        router.post("/prompts/{id}/trash") { (request, id: Prompt.ID) in
            do throws(LibraryError) {
                try await studio.library.trashPrompt(id, at: now())
            } catch .notFound {
                throw Problem.movedOn("Prompt \(id) lies in the trash already, or is gone.")
            }
            return .seeOther("/prompts?trashed=\(id)")
        }
        router.post("/prompts/{id}/restore") { (_, id: Prompt.ID) in
            do throws(LibraryError) {
                try await studio.library.restorePrompt(id)
            } catch .notFound {
                throw Problem.movedOn("Prompt \(id) was deleted for ever meanwhile.")
            }
            return .seeOther("/prompts/\(id)")
        }
        addPromptPages(to: &router)
        addPromptForms(to: &router)
        addPromptWords(to: &router)
        addPromptCarrying(to: &router)
        addPromptsAPI(to: &router)
    }

    private func prompts(_ request: Request) async throws -> Response {
        let search = Search(request.query["q"] ?? "")
        let before = request.query["before"].flatMap { Int64($0) }
        let answer = try await studio.library.answer(
            PromptsQuery(search, context: searchContext(request), before: before)
        )
        let isEmpty = answer.entries.isEmpty
        let view: View = [
            "promptSearch": search.typed,
            "countText": Self.countText(answer),
            "remarks": answer.remarks.map(\.sentence),
            "hasPrompts": !isEmpty,
            "prompts": answer.entries.map(entry),
            "isSearched": !search.typed.isEmpty || before != nil,
            "firstAddress": before == nil ? nil : Self.address(search),
            "olderAddress": answer.next.map { Self.address(search, before: $0) },
            "notice": try await promptNotice(request),
        ]
        return try await promptPage("prompts/index", title: "Prompts", request: request, view)
    }

    /// A page of this room, in its sheet.
    func promptPage(
        _ template: String,
        title: String,
        request: Request,
        status: HTTPResponse.Status = .ok,
        _ view: View
    ) async throws -> Response {
        try await page(
            template,
            title: title,
            section: "/prompts",
            request: request,
            status: status,
            writing.with(["isPrompts": template == "prompts/index"]).with(view)
        )
    }

    private static func countText(_ answer: PromptsQuery.Answer) -> String {
        let number = Words.count(answer.count) + (answer.isCapped ? "+" : "")
        return answer.count == 1 ? "1 prompt" : "\(number) prompts"
    }

    static func address(_ search: Search, before: Int64? = nil) -> String {
        let pairs = [("q", search.typed), ("before", before.map(String.init) ?? "")].filter { !$0.1.isEmpty }
        return pairs.isEmpty ? "/prompts" : "/prompts?\(Query(pairs).encoded)"
    }

    private func entry(_ entry: PromptsQuery.Entry) -> View {
        let (prompt, head) = (entry.prompt, entry.prompt.head)
        return [
            "promptID": prompt.id,
            "title": prompt.title,
            "excerpt": Words.excerpt(head.content.text, 240),
            "cover": entry.cover.map { "/thumbnails/\($0.sha256)" },
            "tags": Self.tagViews(head.content.tags),
            "modelName": head.content.model.map { modelNames[$0] ?? $0 },
            "versionText": head.number == 1 ? "1 version" : "\(head.number) versions",
            "picturesText": entry.pictures == 0 ? nil : Words.pictures(entry.pictures),
            "person": head.person,
            "when": Words.ago(head.savedAt, now: now()),
            "exact": Words.exact(head.savedAt),
            "useAddress": useAddress(head),
        ]
    }

    static func tagViews(_ tags: [String]) -> [View] {
        tags.map { tag in ["label": tag, "address": address(Search("tag:\"\(tag)\""))] }
    }

    /// What is told of a prompt that was just moved to the trash, with its way back.
    private func promptNotice(_ request: Request) async throws -> View? {
        guard let id = request.query["trashed"].flatMap({ Int64($0) }),
            let detail = try await studio.library.answer(PromptQuery(id: id, limit: 1, pictures: 1)),
            detail.prompt.trashedAt != nil
        else { return try await notice(for: request) }
        return [
            "sentence":
                "“\(detail.prompt.title)” was moved to the trash, where it stays for 30 days. Its pictures stay.",
            "undoAddress": "/prompts/\(id)/restore",
            "back": "/prompts",
        ]
    }
}
