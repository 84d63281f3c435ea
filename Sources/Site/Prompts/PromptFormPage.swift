import Foundation
import HTTPServer
import HTTPTypes
import Library

/// A prompt written anew, saved from a picture, or changed.
extension Site {
    func addPromptForms(to router: inout Router) {
        router.get("/prompts/new") { request in
            var form = PromptForm()
            if let image = request.query["image"].flatMap({ Int64($0) }) {
                form = PromptForm(try await detail(of: image), studio.catalog)
            }
            return try await promptForm(form, request: request)
        }
        router.post("/prompts/new") { request in
            var form = PromptForm(sent: try request.form())
            let content: PromptContent
            do throws(PromptFault) { content = try form.content(studio.catalog) } catch {
                form.fault = error
                return try await promptForm(form, request: request, status: .badRequest)
            }
            var picture: String?
            if let image = form.image {
                picture = try await studio.library.answer(ImageQuery(id: image))?.image.file.sha256
            }
            let id = try await studio.library.addPrompt(
                content,
                message: PromptVersion.message(form.message),
                picture: picture,
                by: request.person,
                once: request.once,
                at: now()
            )
            return .seeOther("/prompts/\(id)")
        }
        router.get("/prompts/{id}/edit") { (request, id: Prompt.ID) in
            let prompt = try await promptDetail(id).prompt
            return try await promptForm(PromptForm(prompt.head, studio.catalog), of: prompt, request: request)
        }
        router.post("/prompts/{id}/edit") { (request, id: Prompt.ID) in
            let prompt = try await promptDetail(id).prompt
            var form = PromptForm(sent: try request.form())
            let content: PromptContent
            do throws(PromptFault) { content = try form.content(studio.catalog) } catch {
                form.fault = error
                return try await promptForm(form, of: prompt, request: request, status: .badRequest)
            }
            let read = form.version ?? prompt.head.number
            let saving = try await studio.library.save(
                content,
                to: id,
                over: read,
                message: PromptVersion.message(form.message),
                by: request.person,
                at: now()
            )
            guard case .overtaken(let present) = saving else { return .seeOther("/prompts/\(id)") }
            // What was typed stays, and is saved on top the next time.
            form.version = present.number
            let base = try await studio.library.answer(PromptVersionQuery(of: id, read))
            let view = overtaken(by: present, base: base, typed: content)
            return try await promptForm(form, of: prompt, request: request, status: .conflict, view)
        }
    }

    private func promptForm(
        _ form: PromptForm,
        of prompt: Prompt? = nil,
        request: Request,
        status: HTTPResponse.Status = .ok,
        _ more: View = [:]
    ) async throws -> Response {
        let notes = try await wordNotes(form)
        var view = form.view(studio.catalog).with(more).with([
            "wordsAddress": "/prompts/words",
            "textNotes": ["promptNotes": notes[0], "negativeNotes": notes[1]] as View,
            "promptID": prompt?.id,
            "promptTitle": prompt?.title,
            "action": prompt.map { "/prompts/\($0.id)/edit" } ?? "/prompts/new",
            "backAddress": prompt.map { "/prompts/\($0.id)" } ?? form.image.map { "/images/\($0)" } ?? "/prompts",
        ])
        if prompt == nil, let image = form.image, let detail = try await studio.library.answer(ImageQuery(id: image)) {
            view["fromPicture"] =
                [
                    "id": image, "thumbnail": "/thumbnails/\(detail.image.file.sha256)",
                    "width": detail.image.file.width, "height": detail.image.file.height,
                    "alt": "The picture that it is saved from",
                ] as View
        }
        return try await promptPage(
            "prompts/form",
            title: prompt.map { "Change \($0.title)" } ?? "New prompt",
            request: request,
            status: status,
            view
        )
    }

    /// What is told to who was second: what the other one changed, and how it differs from what was typed.
    private func overtaken(by present: PromptVersion, base: PromptVersion?, typed: PromptContent) -> View {
        func differences(_ from: PromptContent, _ to: PromptContent) -> [View] {
            PromptDifference(from: from, to: to, modelNames: modelNames).views
        }
        return [
            "overtaken": [
                "who": present.person ?? "Somebody",
                "number": present.number,
                "when": Words.ago(present.savedAt, now: now()),
                "message": present.message.isEmpty ? nil : present.message,
                "address": "/prompts/\(present.prompt)/versions/\(present.number)",
                "theirs": base.map { differences($0.content, present.content) } ?? [],
                "yours": differences(present.content, typed),
            ] as View
        ]
    }
}
