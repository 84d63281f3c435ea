import Catalog
import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addGenerations(to router: inout Router) {
        router.get("/generations/{id}") { (request, id: Int64) in
            let detail = try await generation(id)
            let wording = try await studio.library.answer(WordingQuery(of: id))
            let view = try await statusView(of: detail).with(requestView(of: detail)).with([
                "wording": wording.map(WordingView.init)?.all(),
                "generationID": detail.generation.id,
                "isOpen": !detail.generation.state.isFinal,
                "lookNote": lookNote(request, detail.generation),
                "promptOrigin": try await originView(detail.generation.source),
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
        router.post("/generations/{id}/again") { (request, id: Int64) in
            do throws(LibraryError) {
                let generation = try await studio.repeatRequest(of: id, by: request.person, once: request.once)
                return .seeOther("/generations/\(generation.id)")
            } catch .notFound {
                throw Problem.movedOn("Generation \(id) has moved on, so it was not asked for again.")
            }
        }
        router.post("/generations/{id}/look") { (_, id: Int64) in
            do throws(LibraryError) {
                return .seeOther(
                    "/generations/\(id)?\(Query([("looked", try await studio.lookAgain(id).word)]).encoded)"
                )
            } catch .notFound {
                return .seeOther("/generations/\(id)")
            }
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
        guard !state.isFinal else { return }
        for await changed in changes {
            // While it is queued, others' changes move its place.
            guard changed == id || state == .queued else { continue }
            state = try await send(id, writer)
            if state.isFinal { return }
        }
    }

    /// Sends the status once; returns the state that it told of.
    private func send(_ id: Generation.ID, _ writer: EventWriter) async throws -> GenerationState {
        let detail = try await generation(id)
        let html = try templates.render("generation/status", try await statusView(of: detail).with(frame.fragment()))
        try await writer.send(event: "status", data: html)
        let open = try await studio.library.answer(OpenCountQuery())
        try await writer.send(event: "count", data: String(open))
        try await writer.send(event: "standstill", data: try standstillFragment())
        if detail.generation.state.isFinal { try await writer.send(event: "end", data: "") }
        return detail.generation.state
    }
}

extension Request {
    /// The name of the form that asks, so that a double press asks once.
    var once: String? {
        (try? form())?["once"].map { String($0.prefix(64)) }
    }
}
