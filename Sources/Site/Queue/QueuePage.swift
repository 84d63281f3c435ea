import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addQueue(to router: inout Router) {
        router.get("/queue") { request in
            let view = try await queueView()
            return try await page("queue/page", title: "Queue", section: "/queue", request: request, view)
        }
        let watched = Watched(changes: { studio.changes.listen(keeping: 1) }, draw: queueEvents)
        router.get("/queue/events") { _ in
            .events { writer in
                for try await events in watched.watch() {
                    try await writer.send(encoded: events.pieces(once: PageFrame.formName()))
                }
            }
        }
    }

    /// What everybody who looks at the queue is told.
    @Sendable private func queueEvents() async throws -> SharedEvents {
        let placeholder = "once-\(PageFrame.formName())"
        let view = try await queueView()
        let list = try templates.render("queue/list", view.with(frame.fragment(once: placeholder)))
        let open = try await studio.library.answer(OpenCountQuery())
        return SharedEvents(
            [
                EventWriter.encode(event: "queue", data: list),
                EventWriter.encode(event: "count", data: String(open)),
                EventWriter.encode(event: "standstill", data: try standstillFragment()),
            ],
            placeholder: placeholder
        )
    }

    private func queueView() async throws -> View {
        let answer = try await studio.library.answer(QueueQuery(service: studio.service))
        let total = try await studio.library.answer(OpenCountQuery())
        var line = WaitingLine(answer.waiting)
        let allowances = try await allowances(of: answer.open.map(\.generation))
        let open = answer.open.map { entry in
            row(
                entry,
                ahead: line.ahead(of: entry.generation),
                allowance: allowances[entry.generation.person ?? ""]
            )
        }
        return [
            "hasUnresolved": !answer.unresolved.isEmpty,
            "unresolved": answer.unresolved.map { row($0) },
            "hasOpen": !open.isEmpty,
            "openTotal": total,
            // Without scripts the page asks again by itself.
            "refreshSeconds": open.isEmpty ? nil : 3,
            "open": open,
            "hasSettled": !answer.settled.isEmpty,
            "settled": answer.settled.map { row($0) },
        ]
    }

    /// What the people may spend whose generations wait.
    func allowances(of generations: [Generation]) async throws(LibraryError) -> [String: Allowance] {
        let people = generations.filter { $0.state == .queued }.map(\.person)
        guard !people.isEmpty else { return [:] }
        return try await studio.library.answer(AllowancesQuery(of: people, service: studio.service, on: now()))
    }

    /// What one person may spend, where that is limited.
    func allowance(of person: String?) async throws(LibraryError) -> Allowance? {
        let query = AllowancesQuery(of: [person], service: studio.service, on: now())
        return try await studio.library.answer(query)[person ?? ""]
    }

    private func row(_ entry: QueueQuery.Entry, ahead: Int = 0, allowance: Allowance? = nil) -> View {
        let generation = entry.generation
        let model = studio.catalog[generation.model]
        let status = GenerationStatus(
            generation: generation,
            model: model,
            usual: studio.usualTimes[generation.model],
            ahead: ahead,
            service: studio.service,
            trouble: studio.troubles[generation.id],
            queueStands: studio.standstill != nil,
            ceiling: studio.settings.ceilings.lowest,
            allowance: allowance,
            now: now()
        )
        let cost = generation.cost ?? model?.listedPrice(samples: generation.samples)
        let mayCost = generation.state != .cancelled && generation.state.word != "failed"
        return status.view().with([
            "generationID": generation.id,
            "address": entry.image.map { "/images/\($0.id)" } ?? "/generations/\(generation.id)",
            "thumbnail": entry.image.map { "/thumbnails/\($0.file.sha256)" },
            "width": entry.image?.file.width,
            "height": entry.image?.file.height,
            "promptExcerpt": Words.excerpt(generation.prompt, 100),
            "modelName": model?.name ?? generation.model,
            "person": generation.person,
            "costText": mayCost ? cost.map(Words.money) : nil,
            "when": Words.ago(generation.createdAt, now: now()),
            "exact": Words.exact(generation.createdAt),
            "action": action(for: entry),
        ])
    }

    /// The one thing a person may want to do with a row.
    private func action(for entry: QueueQuery.Entry) -> View? {
        let address = "/generations/\(entry.generation.id)"
        return switch entry.generation.state {
        case .queued: ["label": "Take it back", "address": "\(address)/cancel"]
        case .failed, .cancelled:
            entry.generation.successor == nil ? ["label": "Try again", "address": "\(address)/again"] : nil
        case .unresolved: ["label": "Look again", "address": "\(address)/look"]
        case .completed: entry.image.map { ["label": "Same seed", "address": "/images/\($0.id)/regenerate"] }
        case .submitting, .running, .storing: nil
        }
    }
}
