import Curation
import Foundation
import HTTPServer
import Library

extension Site {
    func addTrash(to router: inout Router) {
        router.get("/trash") { request in
            let start = request.query["before"].flatMap(TrashCursor.init(text:))
            let answer = try await studio.library.answer(TrashQuery(start: start))
            let prompts = try await studio.library.answer(TrashedPromptsQuery())
            let countText =
                answer.isCapped ? "\(Words.count(answer.count))+ pictures" : Words.pictures(answer.count)
            let promptsText = prompts.count == 1 ? "1 prompt" : "\(Words.count(prompts.count)) prompts"
            let kinds = [answer.count > 0 ? countText : nil, prompts.isEmpty ? nil : promptsText]
            let view: View = [
                "hasTrash": !answer.entries.isEmpty || !prompts.isEmpty,
                "trashText": kinds.compactMap(\.self).joined(separator: " and "),
                "promptsText": prompts.isEmpty || start != nil ? nil : promptsText,
                "trashedPrompts": prompts.map { prompt -> View in
                    ["promptID": prompt.id, "title": prompt.title, "leftText": leftText(prompt.trashedAt)]
                },
                "countText": countText,
                "hasFrames": !answer.entries.isEmpty,
                "trashFrames": answer.entries.map { frame(of: $0) },
                "size": FrameSize(request: request).step,
                "firstAddress": start == nil ? nil : "/trash",
                "olderAddress": answer.next.map { "/trash?before=\($0.text)" },
                "until": String(Int64(now().timeIntervalSince1970 * 1000)),
            ]
            return try await page("trash/page", title: "Trash", section: "/", request: request, view)
        }
        router.post("/trash/empty") { request in
            let form = try request.form()
            guard form["sure"] == "yes" else { throw Problem.unreadable("Deleting for ever wants to be confirmed.") }
            // What came there since the page was drawn was not seen by who confirmed.
            let seen = form["until"].flatMap { Int64($0) }.map { Date(timeIntervalSince1970: Double($0) / 1000) }
            let until = min(seen ?? now(), now())
            while try await studio.library.deletePrompts(trashedUntil: until) {}
            let action = try await curation.apply(.delete, to: .trashed(until: until), by: request.person)
            return .seeOther(
                curation.progress(of: action.id) != nil ? "/jobs/\(action.id)" : "/trash?done=\(action.id)"
            )
        }
    }

    private func frame(of entry: TrashQuery.Entry) -> View {
        view(of: entry.card).with(["leftText": leftText(entry.trashedAt)])
    }

    /// How long something stays in the trash.
    private func leftText(_ trashedAt: Date) -> String {
        let days = Int(((Action.kept - now().timeIntervalSince(trashedAt)) / 86_400).rounded(.up))
        return days < 1 ? "today" : days == 1 ? "1 day" : "\(days) days"
    }
}
