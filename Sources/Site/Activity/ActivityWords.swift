import Foundation
import HTTPServer
import Library

/// One person's day in sentences, each leading to what it tells of.
struct ActivityWords {
    let entry: ActivityQuery.Entry
    let now: Date

    var view: View {
        [
            "person": entry.person ?? "Somebody without a name",
            "lines": entry.items.map { item -> View in
                ["text": text(of: item), "address": address(of: item), "things": things(of: item)]
            },
            "thumbnails": entry.pictures.map { picture -> View in
                [
                    "source": "/thumbnails/\(picture.sha256)", "address": "/images/\(picture.id)",
                    "label": "Picture \(picture.id)",
                ]
            },
        ]
    }

    private func text(of item: ActivityQuery.Item) -> String {
        let pictures = Words.pictures(item.count)
        let number = Words.count(item.count)
        return switch item.kind {
        case .make: "Made \(pictures)"
        case .bring: "Brought \(pictures)"
        case .favourite: "Made \(pictures) favourites"
        case .rate: "Rated \(pictures)"
        case .tag: "Tagged \(pictures)"
        case .collect: "Put \(pictures) into collections"
        case .note: item.count == 1 ? "Wrote a note" : "Wrote \(number) notes"
        case .trash: "Moved \(pictures) to the trash"
        case .prompt: item.count == 1 ? "Saved a prompt" : "Saved prompts \(number) times"
        case .compare: item.count == 1 ? "Began a comparison" : "Began \(number) comparisons"
        case .vote: item.count == 1 ? "Voted once" : "Voted \(number) times"
        }
    }

    private func address(of item: ActivityQuery.Item) -> String? {
        if let change = item.kind.change {
            // What was done is forgotten after a while; that it was done is not.
            guard let end = SearchCalendar().span(entry.day)?.end, now.timeIntervalSince(end) < Action.kept else {
                return nil
            }
            return JobsAddress(.init(person: entry.person, day: entry.day, kind: change)).text
        }
        switch item.kind {
        case .make: return entry.person.map { GalleryAddress(search: Self.search($0, entry.day)).address("/") }
        case .prompt: return entry.person.map { GalleryAddress(search: Self.search($0, entry.day)).address("/prompts") }
        case .vote: return "/ranking?\(Query(entry.person.map { [("person", $0)] } ?? []).encoded)"
        case .compare: return "/compare"
        default: return nil
        }
    }

    private static func search(_ name: String, _ day: String) -> Search {
        Search("by:\"\(name.filter { $0 != "\"" })\" on:\(day)")
    }

    private func things(of item: ActivityQuery.Item) -> [View] {
        guard item.kind == .compare else { return [] }
        return entry.comparisons.map { comparison in
            ["name": Words.excerpt(comparison.name, 60), "address": "/comparisons/\(comparison.id)"]
        }
    }

    /// A moment's local day, as `2026-11-27`.
    static func day(of date: Date) -> String {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
        return String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0)
    }

    /// A day as a heading says it: with its name, and “Today” where it is.
    static func title(of day: String, _ now: Date) -> String {
        guard let start = SearchCalendar().span(day)?.start else { return day }
        if day == self.day(of: now) { return "Today" }
        if day == self.day(of: now.addingTimeInterval(-86_400)) { return "Yesterday" }
        let style = Date.FormatStyle(locale: Locale(identifier: "en_GB"))
        return start.formatted(style.weekday(.wide).day().month(.wide).year())
    }
}
