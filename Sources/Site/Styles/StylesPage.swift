import Foundation
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

/// Styles: beginnings, ends and negative prompts to tick on.
extension Site {
    func addStyles(to router: inout Router) {
        router.get("/styles") { request in try await styles(request) }
        router.get("/styles/new") { request in try await stylePage(StyleForm(), nil, request) }
        router.post("/styles/new") { request in
            var form = StyleForm(sent: try request.form())
            form.fault = form.complaint
            guard form.fault == nil else { return try await stylePage(form, nil, request, status: .badRequest) }
            do {
                _ = try await studio.library.addStyle(form.style, by: request.person, at: now())
                return .seeOther("/styles")
            } catch LibraryError.taken {
                form.fault = "There is a style “\(form.style.name)” already."
                return try await stylePage(form, nil, request, status: .conflict)
            }
        }
        router.get("/styles/{id}") { (request, id: Int64) in
            let saved = try await savedStyle(id)
            return try await stylePage(StyleForm(saved), saved, request)
        }
        router.post("/styles/{id}") { (request, id: Int64) in
            try await save(StyleForm(sent: try request.form()), as: savedStyle(id), request)
        }
        router.post("/styles/{id}/delete") { (_, id: Int64) in
            try await studio.library.deleteStyle(id, at: now())
            return .seeOther("/styles?deleted=\(id)")
        }
        router.post("/styles/{id}/restore") { (_, id: Int64) in
            do throws(LibraryError) { try await studio.library.restoreStyle(id) } catch .taken {
                throw Problem.movedOn("Another style is called so by now. Give that one another name first.")
            }
            return .seeOther("/styles")
        }
        router.get("/styles.csv") { _ in
            let saved = try await studio.library.answer(StylesQuery())
            return Response.bytes(StylesFile(saved.map(\.style)).bytes, type: "text/csv; charset=utf-8")
                .cacheControl("no-store").download(as: "styles.csv")
        }
        router.post("/styles/import") { request in try await importStyles(request) }
    }

    private func savedStyle(_ id: SavedStyle.ID) async throws -> SavedStyle {
        guard let saved = try await studio.library.answer(StyleQuery(id: id)), saved.deletedAt == nil else {
            throw Problem.notFound("There is no such style, or it was deleted. The page Styles can bring it back.")
        }
        return saved
    }

    private func save(_ sent: StyleForm, as saved: SavedStyle, _ request: Request) async throws -> Response {
        var form = sent
        form.fault = form.complaint
        guard form.fault == nil else { return try await stylePage(form, saved, request, status: .badRequest) }
        let saving = try await studio.library.changeStyle(
            saved.id,
            to: form.style,
            readAt: form.version ?? 0,
            by: request.person,
            at: now()
        )
        switch saving {
        case .saved: return .seeOther("/styles")
        case .nameTaken: form.fault = "Another style is called “\(form.style.name)”."
        case .overtaken:
            form.fault = Self.overtaken(by: saved.person, "style")
            form.version = saved.version
        }
        return try await stylePage(form, saved, request, status: .conflict)
    }

    private func importStyles(_ request: Request) async throws -> Response {
        let form = try request.form()
        var faults: [(name: String, sentence: String)] = []
        var styles: [Style] = []
        for upload in form.files {
            do throws(StylesFile.Fault) {
                for style in try StylesFile(bytes: upload.bytes).styles {
                    if let complaint = style.complaint {
                        faults.append((style.name.isEmpty ? "A style without a name" : style.name, complaint))
                    } else {
                        styles.append(style)
                    }
                }
            } catch {
                faults.append((FileName.plain(upload.fileName), error.sentence))
            }
        }
        if form.files.isEmpty { faults.append(("Nothing was chosen.", "Choose a styles.csv.")) }
        let brought = try await studio.library.bringStyles(
            styles,
            replaces: form["replace"] == "1",
            by: request.person,
            at: now()
        )
        return try await self.styles(
            request,
            BroughtView(noun: "style", brought: brought, faults: faults),
            status: faults.isEmpty ? .ok : .badRequest
        )
    }

    private func stylePage(
        _ form: StyleForm,
        _ saved: SavedStyle?,
        _ request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let view: View = [
            "styleID": saved?.id,
            "styleName": saved?.style.name,
            "nameText": form.style.name,
            "stylePrompt": form.style.prompt,
            "styleNegative": form.style.negativePrompt,
            "version": form.version,
            "styleFault": form.fault,
        ]
        return try await page(
            "styles/page",
            title: saved.map { "Style \($0.style.name)" } ?? "New style",
            section: "/prompts",
            request: request,
            status: status,
            view.with(writing).with(["isStyles": true])
        )
    }

    private func styles(
        _ request: Request,
        _ brought: BroughtView? = nil,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let styles = try await studio.library.answer(StylesQuery())
        let deleted = try await studio.library.answer(DeletedStylesQuery())
        let undone = request.query["deleted"].flatMap { Int64($0) }.flatMap { id in deleted.first { $0.id == id } }
        var view: View = [
            "hasStyles": !styles.isEmpty,
            "styles": styles.map { saved -> View in
                [
                    "styleID": saved.id, "name": saved.style.name,
                    "promptText": saved.style.prompt.isEmpty ? nil : Words.excerpt(saved.style.prompt, 200),
                    "negativeText": saved.style.negativePrompt.isEmpty
                        ? nil : Words.excerpt(saved.style.negativePrompt, 200),
                ]
            },
            "undo": undone.map { saved -> View in
                ["sentence": "The style “\(saved.style.name)” is deleted.", "address": "/styles/\(saved.id)/restore"]
            },
            "hasDeleted": !deleted.isEmpty,
            "deleted": deleted.map { saved -> View in
                [
                    "name": saved.style.name, "address": "/styles/\(saved.id)/restore",
                    "when": saved.deletedAt.map { Words.ago($0, now: now()) },
                ]
            },
        ]
        if let brought { view = view.with(brought.view) }
        return try await page(
            "styles/index",
            title: "Styles",
            section: "/prompts",
            request: request,
            status: status,
            view.with(writing).with(["isStyles": true])
        )
    }
}
