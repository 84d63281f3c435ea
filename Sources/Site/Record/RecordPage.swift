import Foundation
import HTTPServer
import Library

extension Site {
    /// Who did what when, for administrators.
    func addRecord(to router: inout Router) {
        router.get("/record") { request in
            let wish = RecordWish(request.query)
            let answer = try await studio.library.answer(wish.query)
            let now = now()
            let view: View = [
                "text": wish.text, "person": wish.person,
                "kinds": ([""] + answer.kinds).map { kind -> View in
                    ["value": kind, "label": kind.isEmpty ? "Everything" : kind, "isChosen": kind == wish.what]
                },
                "isNarrowed": wish.isNarrowed,
                "hasEntries": !answer.entries.isEmpty,
                "entries": answer.entries.map { entry -> View in
                    [
                        "ago": Words.ago(entry.at, now: now), "exact": Words.exact(entry.at),
                        "who": entry.person ?? (entry.address.isEmpty ? "Contactsheet" : "Somebody"),
                        "what": entry.what,
                        "rest": entry.detail.isEmpty ? nil : entry.detail,
                        "from": entry.address.isEmpty ? nil : entry.address,
                        "whoAddress": entry.person.map { RecordWish(person: $0).address() },
                    ]
                },
                "days": RecordEntry.days,
                "firstAddress": wish.before == nil ? nil : wish.address(),
                "nextAddress": answer.next.map { wish.address(before: $0) },
            ]
            return try await page("record/page", title: "Record", section: "", request: request, view)
        }
    }
}

/// What somebody looks for in the record, as its address says it.
private struct RecordWish {
    var text = ""
    var person = ""
    var what = ""
    var before: RecordEntry.ID?

    init(person: String) { self.person = person }

    init(_ query: Query) {
        func field(_ name: String) -> String {
            (query[name] ?? "").prefix(200).trimmingCharacters(in: .whitespacesAndNewlines)
        }
        (text, person, what) = (field("q"), field("person"), field("what"))
        before = query["before"].flatMap { RecordEntry.ID($0) }
    }

    var isNarrowed: Bool { !text.isEmpty || !person.isEmpty || !what.isEmpty }

    var query: RecordQuery {
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        return RecordQuery(person: given(person), what: given(what), text: given(text), before: before)
    }

    func address(before: RecordEntry.ID? = nil) -> String {
        let fields = [("q", text), ("person", person), ("what", what), ("before", before.map { "\($0)" } ?? "")]
        let given = fields.filter { !$0.1.isEmpty }
        return given.isEmpty ? "/record" : "/record?\(Query(given).encoded)"
    }
}
