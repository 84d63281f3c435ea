import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library

/// A prompt's page, the page of one version, and two versions beside each other.
extension Site {
    func addPromptPages(to router: inout Router) {
        router.get("/prompts/{id}") { (request, id: Prompt.ID) in
            let before = request.query["before"].flatMap { Int($0) }
            let detail = try await promptDetail(id, before: before)
            return try await promptPage(
                "prompts/page",
                title: detail.prompt.title,
                request: request,
                PromptView(site: self, detail: detail).all(before: before)
            )
        }
        router.get("/prompts/{id}/versions/{number}") { (request, id: Prompt.ID, number: Int64) in
            let detail = try await promptDetail(id)
            let version = try await promptVersion(id, number)
            let start = request.query["after"].flatMap(Cursor.init(text:))
            let pictures = try await studio.library.answer(PromptPicturesQuery(of: id, version.number, start: start))
            return try await promptPage(
                "prompts/version",
                title: "\(detail.prompt.title), version \(number)",
                request: request,
                PromptView(site: self, detail: detail).only(version, pictures, start: start)
            )
        }
        router.get("/prompts/{id}/compare") { (request, id: Prompt.ID) in
            let detail = try await promptDetail(id)
            let head = detail.prompt.head.number
            let to = request.query["to"].flatMap { Int64($0) } ?? Int64(head)
            let from = request.query["from"].flatMap { Int64($0) } ?? max(1, to - 1)
            let (one, other) = (try await promptVersion(id, from), try await promptVersion(id, to))
            return try await promptPage(
                "prompts/compare",
                title: "\(detail.prompt.title), versions \(from) and \(to)",
                request: request,
                PromptView(site: self, detail: detail).compared(one, other)
            )
        }
        router.post("/prompts/{id}/versions/{number}/back") { (request, id: Prompt.ID, number: Int64) in
            let present = (try request.form())["version"].flatMap { Int($0) } ?? 0
            let saving = try await studio.library.goBack(
                to: Int(clamping: number),
                of: id,
                over: present,
                by: request.person,
                at: now()
            )
            if case .overtaken(let version) = saving {
                throw Problem.movedOn(
                    "\(version.person ?? "Somebody") saved version \(version.number) meanwhile. Look at it, then go back again."
                )
            }
            return .seeOther("/prompts/\(id)")
        }
        router.post("/prompts/{id}/cover") { (request, id: Prompt.ID) in
            let image = (try request.form())["image"].flatMap { Int64($0) }
            var sha256: String?
            if let image { sha256 = try await self.detail(of: image).image.file.sha256 }
            try await studio.library.chooseCover(sha256, of: id)
            return .seeOther("/prompts/\(id)")
        }
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func promptDetail(_ id: Prompt.ID, before: Int? = nil) async throws -> PromptQuery.Detail {
        guard let detail = try await studio.library.answer(PromptQuery(id: id, before: before)) else {
            throw Problem.notFound("There is no prompt \(id).")
        }
        return detail
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func promptVersion(_ id: Prompt.ID, _ number: Int64) async throws -> PromptVersion {
        guard let version = try await studio.library.answer(PromptVersionQuery(of: id, Int(clamping: number))) else {
            throw Problem.notFound("Prompt \(id) has no version \(number).")
        }
        return version
    }
}
