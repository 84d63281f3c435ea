import Curation
import Foundation
import HTTPServer
import Library

extension Site {
    func addTrash(to router: inout Router) {
        router.get("/trash") { request in
            let start = request.query["before"].flatMap(TrashCursor.init(text:))
            let answer = try await studio.library.answer(TrashQuery(start: start))
            let view: View = [
                "countText": answer.isCapped ? "\(Words.count(answer.count))+ pictures" : Words.pictures(answer.count),
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
            let action = try await curation.apply(.delete, to: .trashed(until: until), by: request.person)
            return .seeOther(
                curation.progress(of: action.id) != nil ? "/jobs/\(action.id)" : "/trash?done=\(action.id)"
            )
        }
    }

    private func frame(of entry: TrashQuery.Entry) -> View {
        let left = Action.kept - now().timeIntervalSince(entry.trashedAt)
        let days = Int((left / 86_400).rounded(.up))
        return view(of: entry.card).with([
            "leftText": days < 1 ? "today" : days == 1 ? "1 day" : "\(days) days"
        ])
    }
}
