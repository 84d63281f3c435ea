import Catalog
import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addGenerations(to router: inout Router) {
        router.get("/generations/{id}") { (request, id: Int64) in
            let detail = try await generation(id)
            let view = statusView(of: detail).with(requestView(of: detail)).with([
                "generationID": detail.generation.id,
                "isOpen": !detail.generation.state.isSettled,
                "refreshSeconds": detail.generation.state.isSettled ? nil : 2,
            ])
            return try await page(
                "generation/page",
                title: "Generation \(id)",
                section: "/queue",
                request: request,
                view
            )
        }
        router.get("/generations/{id}/events") { (_, id: Int64) in
            _ = try await generation(id)
            return .events { writer in try await follow(id, writer) }
        }
        router.post("/generations/{id}/cancel") { (request, id: Int64) in
            do throws(LibraryError) {
                _ = try await studio.cancel(id)
            } catch .notFound {
                throw Problem.movedOn("Generation \(id) is no longer waiting, so it could not be taken back.")
            }
            return .seeOther(back(from: request, or: "/generations/\(id)"))
        }
        router.post("/generations/{id}/again") { (_, id: Int64) in
            let generation = try await studio.repeatRequest(of: id)
            return .seeOther("/generations/\(generation.id)")
        }
        router.post("/generations/{id}/give-up") { (request, id: Int64) in
            do throws(LibraryError) {
                _ = try await studio.giveUp(id)
            } catch .notFound {
                throw Problem.movedOn("Generation \(id) is no longer waiting for you.")
            }
            return .seeOther(back(from: request, or: "/generations/\(id)"))
        }
    }

    func generation(_ id: Generation.ID) async throws -> GenerationQuery.Detail {
        guard let detail = try await studio.library.answer(GenerationQuery(id: id)) else {
            throw Problem.notFound("There is no generation \(id).")
        }
        return detail
    }

    /// The queue's page when the button was pressed there, else the given address.
    private func back(from request: Request, or address: String) -> String {
        request.headers[.referer]?.hasSuffix("/queue") == true ? "/queue" : address
    }

    /// Sends the status as it changes, drawn by the same template as the page, until it is settled.
    private func follow(_ id: Generation.ID, _ writer: EventWriter) async throws {
        // Listening begins before the first look, so that nothing falls between.
        let changes = studio.changes.listen()
        var state = try await send(id, writer)
        guard !state.isSettled else { return }
        for await changed in changes {
            // While it is queued, others' changes move its place.
            guard changed == id || state == .queued else { continue }
            state = try await send(id, writer)
            if state.isSettled { return }
        }
    }

    /// Sends the status once; returns the state that it told of.
    private func send(_ id: Generation.ID, _ writer: EventWriter) async throws -> GenerationState {
        let detail = try await generation(id)
        let html = try templates.render("generation/status", statusView(of: detail).with(frame.symbols))
        try await writer.send(event: "status", data: html)
        let open = try await studio.library.answer(OpenCountQuery())
        try await writer.send(event: "count", data: String(open))
        if detail.generation.state.isSettled { try await writer.send(event: "end", data: "") }
        return detail.generation.state
    }

    private func statusView(of detail: GenerationQuery.Detail) -> View {
        let generation = detail.generation
        let status = GenerationStatus(
            generation: generation,
            model: studio.catalog[generation.model],
            usual: studio.usualTimes[generation.model],
            ahead: detail.ahead,
            now: now()
        )
        let actions = actions(for: detail)
        return status.view().with([
            "verdict": generation.verdict?.view,
            "hasImages": !detail.images.isEmpty,
            "images": detail.images.map { image -> View in
                [
                    "id": image.id,
                    "source": "/files/\(image.file.sha256)",
                    "width": image.file.width, "height": image.file.height,
                    "alt": Words.excerpt(generation.prompt),
                ]
            },
            "hasActions": !actions.isEmpty,
            "actions": actions,
        ])
    }

    private func actions(for detail: GenerationQuery.Detail) -> [View] {
        let id = detail.generation.id
        func post(_ label: String, _ verb: String, key: String? = nil, isPrimary: Bool = false) -> View {
            [
                "isPost": true, "label": label, "address": "/generations/\(id)/\(verb)", "key": key,
                "isPrimary": isPrimary,
            ]
        }
        switch detail.generation.state {
        case .queued: return [post("Take it back", "cancel")]
        case .submitting, .running, .storing: return []
        case .failed, .cancelled: return [post("Try again", "again", key: "r", isPrimary: true)]
        case .unresolved:
            return [post("Submit again (may be charged twice)", "again"), post("Give up", "give-up")]
        case .completed:
            guard let image = detail.images.first else { return [] }
            return [
                ["label": "Open the picture", "address": "/images/\(image.id)", "isPrimary": true],
                ["isPost": true, "label": "Same seed", "address": "/images/\(image.id)/regenerate", "key": "r"],
                ["isPost": true, "label": "New seed", "address": "/images/\(image.id)/new-seed", "key": "n"],
                [
                    "label": "Edit", "address": "/generate/\(detail.generation.model)?from=\(image.id)", "key": "e",
                ],
            ]
        }
    }

    private func requestView(of detail: GenerationQuery.Detail) -> View {
        let generation = detail.generation
        let model = studio.catalog[generation.model]
        let parameters = try? model?.parameterSet(json: generation.request)
        var facts: [View] = [["label": "Model", "value": model?.name ?? generation.model]]
        for entry in parameters?.entries ?? [] {
            let parameter = model?.parameter(named: entry.name)
            guard parameter?.role != .prompt, parameter?.isHidden != true else { continue }
            facts.append(["label": parameter?.label ?? entry.name, "value": entry.value.text])
        }
        if let requestID = generation.requestID { facts.append(["label": "Request id", "value": requestID]) }
        if let cost = generation.cost { facts.append(["label": "Cost, as listed", "value": Words.money(cost)]) }
        return [
            "promptParts": PromptParts.parts(of: generation.prompt),
            "facts": facts,
            "cautions": (model?.cautions(for: parameters ?? .init()) ?? []).map { ["sentence": $0.sentence] as View },
            "parentAddress": detail.parent.map { "/images/\($0.id)" },
            "parentText": detail.parent.map {
                generation.parent?.relation == .regeneration
                    ? "The same request as picture \($0.id)" : "Begun with picture \($0.id)"
            },
        ]
    }
}
