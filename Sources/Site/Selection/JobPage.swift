import Curation
import Foundation
import HTTPServer
import Library

extension Site {
    func addJobs(to router: inout Router) {
        router.get("/jobs") { request in
            try await jobs(request)
        }
        router.get("/jobs/{id}") { (request, id: Action.ID) in
            let action = try await action(id)
            let isRunning = curation.progress(of: id) != nil
            let before = request.query["before"].flatMap { Int64($0) }
            let pictures = try await studio.library.answer(ActionPicturesQuery(of: id, before: before))
            let limit = ActionPicturesQuery(of: id).limit
            let view = job(of: action).with([
                "refreshSeconds": isRunning ? 2 : nil,
                "hasPictures": !pictures.isEmpty,
                "pictures": pictures.prefix(limit).map { self.view(of: $0) },
                "size": 2,
                "olderAddress": pictures.count > limit ? "/jobs/\(id)?before=\(pictures[limit - 1].id)" : nil,
            ])
            return try await page(
                "selection/job",
                title: "Action \(id)",
                section: Self.activityRoom,
                request: request,
                view
            )
        }
        router.get("/jobs/{id}/events") { (_, id: Action.ID) in
            _ = try await action(id)
            return .events { writer in
                // Listening begins before the first look, so that nothing falls between.
                let steps = curation.listen(to: id)
                try await send(id, writer)
                for await _ in steps {
                    try await send(id, writer)
                    try await Task.sleep(for: .milliseconds(250))
                }
                try await send(id, writer)
                try await writer.send(event: "end", data: "")
            }
        }
        router.post("/jobs/{id}/stop") { (_, id: Action.ID) in
            curation.stop(id)
            await curation.wait(for: id)
            return .seeOther("/jobs/\(id)")
        }
    }

    /// What was done, everybody's, or what `by`, `on` and `did` narrow it to.
    private func jobs(_ request: Request) async throws -> Response {
        let address = JobsAddress(request.query)
        let query = ActionsQuery(address.narrowing, before: request.query["before"].flatMap { Int64($0) })
        let found = try await studio.library.answer(query)
        let shown = found.prefix(query.limit)
        let rows = shown.map { entry in
            job(of: entry.action).with([
                "here": address.text, "thumbnails": entry.pictures.map { ["source": "/thumbnails/\($0)"] as View },
            ])
        }
        let view: View = [
            "hasRows": !rows.isEmpty, "rows": rows, "narrowed": address.sentence,
            "olderAddress": found.count > shown.count ? shown.last.map { address.older($0.action.id) } : nil,
        ]
        return try await page(
            "selection/jobs",
            title: "What was done",
            section: Self.activityRoom,
            request: request,
            view
        )
    }

    private func send(_ id: Action.ID, _ writer: EventWriter) async throws {
        let view = job(of: try await action(id)).with(frame.fragment())
        try await writer.send(event: "job", data: try templates.render("selection/progress", view))
    }

    /// An action as its page and its row show it.
    private func job(of action: Action) -> View {
        let progress = curation.progress(of: action.id)
        let words = ActionWords(action: action)
        var view: View = [
            "actionID": action.id,
            "title": words.title,
            "person": action.person,
            "when": Words.ago(action.createdAt, now: now()),
            "exact": Words.exact(action.createdAt),
            "isRunning": progress != nil,
            "outcome": progress == nil ? words.outcome : nil,
            "here": "/jobs/\(action.id)",
        ]
        if let progress {
            view["stateTitle"] = progress.phase == .undoing ? "Being undone" : "On its way"
            view["sentence"] = sentence(of: progress)
            view["progress"] = progress.total.map { $0 == 0 ? 100 : 100 * progress.done / $0 }
            view["progressText"] = progress.total.map { "\(Words.count(progress.done)) of \(Words.count($0))" }
        } else {
            view["stateTitle"] = state(of: action)
            view["sentence"] = words.outcome
            view["fault"] = curation.failure(of: action.id)
            view["undoAddress"] = action.canBeUndone ? "/actions/\(action.id)/undo" : nil
        }
        return view
    }

    private func state(of action: Action) -> String {
        if action.undoneAt != nil { return "Undone" }
        if action.tally.undone + action.tally.changedSince > 0 { return "Undone in part" }
        return action.tally.isDone ? "Done" : "Stopped"
    }

    private func sentence(of progress: JobProgress) -> String {
        if case .finding(let found) = progress.phase {
            return "Looking for the pictures: \(Words.count(found)) found so far."
        }
        var parts: [String] = []
        if let rate = progress.rate(at: now()) { parts.append("\(Words.count(Int(rate))) a second") }
        if let left = progress.secondsLeft(at: now()) { parts.append("about \(Words.wait(left)) left") }
        return parts.isEmpty ? "It has just begun." : parts.joined(separator: ", ") + "."
    }
}
