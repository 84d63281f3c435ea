import HTTPServer
import Library

/// Which actions the list of what was done shows: `by`, `on` and `did` narrow it to one person's day.
struct JobsAddress {
    /// What it is narrowed to; `nil` for everything.
    let narrowing: ActionsQuery.Narrowing?

    init(_ query: Query) {
        narrowing = query["on"].map { day in
            let did = query["did"].flatMap { $0.isEmpty ? nil : $0 }
            return ActionsQuery.Narrowing(person: query["by"].flatMap(Person.name), day: day, kind: did)
        }
    }

    init(_ narrowing: ActionsQuery.Narrowing) { self.narrowing = narrowing }

    private var pairs: [(String, String)] {
        guard let narrowing else { return [] }
        return [("by", narrowing.person ?? ""), ("on", narrowing.day)] + (narrowing.kind.map { [("did", $0)] } ?? [])
    }

    /// The page.
    var text: String { Self.text(pairs) }

    /// The page behind an action.
    func older(_ id: Action.ID) -> String { Self.text(pairs + [("before", String(id))]) }

    /// What it is narrowed to, as a sentence.
    var sentence: String? {
        narrowing.map { "Only what \($0.person ?? "somebody without a name") did on \($0.day)." }
    }

    private static func text(_ pairs: [(String, String)]) -> String {
        pairs.isEmpty ? "/jobs" : "/jobs?\(Query(pairs).encoded)"
    }
}
