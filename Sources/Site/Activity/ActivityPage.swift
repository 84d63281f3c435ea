import Foundation
import HTTPServer
import Library

extension Site {
    /// The address of the room that activity, tags and what was done share.
    static let activityRoom = "/activity"

    func addActivity(to router: inout Router) {
        router.get("/activity") { request in
            let address = ActivityAddress(request.query)
            let answer = try await studio.library.answer(address.search)
            let people = try await studio.library.answer(ActivePeopleQuery())
            let view: View = [
                "people": people.map { name -> View in
                    ["name": name, "isCurrent": name.lowercased() == address.person?.lowercased()]
                },
                "from": address.from, "to": address.to,
                "spans": ActivityAddress.spans(now()).map { label, from -> View in
                    let other = address.with(from: from)
                    return ["label": label, "address": other.text, "isCurrent": other.text == address.text]
                },
                "hasDays": !answer.entries.isEmpty,
                "isNarrowed": address.isNarrowed,
                "days": days(answer.entries),
                "firstAddress": address.start == nil ? nil : address.text,
                "olderAddress": answer.next.map { address.text(behind: $0) },
            ]
            return try await page(
                "activity/page",
                title: "Activity",
                section: Self.activityRoom,
                request: request,
                view
            )
        }
    }

    /// The days in order, each with its persons.
    private func days(_ entries: [ActivityQuery.Entry]) -> [View] {
        var days: [View] = []
        var people: [View] = []
        for (index, entry) in entries.enumerated() {
            people.append(ActivityWords(entry: entry, now: now()).view)
            if index + 1 == entries.count || entries[index + 1].day != entry.day {
                days.append(["day": entry.day, "title": ActivityWords.title(of: entry.day, now()), "persons": people])
                people = []
            }
        }
        return days
    }
}

/// Whose activity of which days is shown, as the address says it.
struct ActivityAddress {
    let person: String?
    /// The first day, as `2026-11-27`; `nil` for all.
    let from: String?
    /// The last day, itself included.
    let to: String?
    let start: ActivityCursor?

    /// Reads `by`, `from`, `to` and `before`; what is no day is passed over.
    init(_ query: Query) {
        func day(_ name: String) -> String? {
            query[name].flatMap { $0.utf8.count == 10 && SearchCalendar().span($0) != nil ? $0 : nil }
        }
        self.init(
            person: query["by"].flatMap(Person.name),
            from: day("from"),
            to: day("to"),
            start: query["before"].flatMap(ActivityCursor.init(text:))
        )
    }

    private init(person: String?, from: String?, to: String?, start: ActivityCursor?) {
        self.person = person
        self.from = from
        self.to = to
        self.start = start
    }

    var isNarrowed: Bool { person != nil || from != nil || to != nil }

    var search: ActivityQuery {
        let first = from ?? "0000-01-01"
        return ActivityQuery(of: person, days: first...max(first, to ?? "9999-12-31"), start: start)
    }

    /// The same from another day on.
    func with(from day: String?) -> ActivityAddress { ActivityAddress(person: person, from: day, to: nil, start: nil) }

    /// The first page.
    var text: String { Self.text(pairs) }

    /// The page behind somebody's day.
    func text(behind cursor: ActivityCursor) -> String { Self.text(pairs + [("before", cursor.text)]) }

    private var pairs: [(String, String)] {
        [("by", person), ("from", from), ("to", to)].compactMap { name, value in value.map { (name, $0) } }
    }

    private static func text(_ pairs: [(String, String)]) -> String {
        pairs.isEmpty ? "/activity" : "/activity?\(Query(pairs).encoded)"
    }

    /// Spans to choose from, each by its first day; a week begins on Monday.
    static func spans(_ now: Date) -> [(label: String, from: String?)] {
        var calendar = Calendar(identifier: .iso8601)
        calendar.timeZone = .current
        func day(_ component: Calendar.Component) -> String? {
            calendar.dateInterval(of: component, for: now).map { ActivityWords.day(of: $0.start) }
        }
        return [
            ("Everything", nil), ("Today", day(.day)), ("This week", day(.weekOfYear)), ("This month", day(.month)),
        ]
    }
}
