import Curation
import Foundation
import HTTPServer
import Library

/// What the bar beneath the frames asks for, as its form and the JSON interface say it.
struct SelectionForm {
    /// So many pictures may be named one by one.
    static let most = 1000

    var change: Change
    var selection: Selection

    /// Reads `action`, and what the selection is made of.
    ///
    /// An action carries its value behind a colon (`rate:4`); where it has none, the field of its value holds it.
    /// - Throws: ``Problem``, ``ChangeFault``.
    init(_ form: Form, context: SearchContext, now: Date) throws {
        let parts = (form["action"] ?? "").split(separator: ":", maxSplits: 1).map(String.init)
        var kind = parts.first ?? ""
        // Enter in a field, where no button was pressed.
        if kind == "named" { kind = form["tags"]?.isEmpty == false ? "tag" : "collect" }
        let field =
            switch kind {
            case "tag", "untag": "tags"
            case "collect", "uncollect": "collection"
            default: "value"
            }
        change = try Self.change(kind, parts.count > 1 ? parts[1] : form[field] ?? "")
        selection = try Self.selection(form, context: context, now: now)
    }

    /// - Throws: ``ChangeFault`` also for what is asked for elsewhere: for ever is what a person confirms on the page of
    ///   the trash, and collections and tags have pages of their own.
    static func change(_ kind: String, _ value: String) throws(ChangeFault) -> Change {
        let change = try Change(kind: kind, value: value)
        guard change.isForSelections else { throw ChangeFault("There is no action “\(kind)” here.") }
        return change
    }

    /// The pictures alone, for what changes nothing.
    static func selection(_ form: Form, context: SearchContext, now: Date) throws -> Selection {
        if form["all"] == "1" {
            return form["in"] == "trash" ? .trashed(until: now) : try matching(Search(form["q"] ?? ""), context)
        }
        return .images(try ids(form.all("ids").map { Int64($0) }))
    }

    /// - Throws: ``Problem`` for a search that finds no pictures but generations.
    static func matching(_ search: Search, _ context: SearchContext) throws -> Selection {
        guard !search.asksForFailed else {
            throw Problem.unreadable("“is:failed” finds generations, not pictures: there is nothing to select.")
        }
        return .matching(search, context)
    }

    /// - Throws: ``Problem`` for what is no list of pictures, or too long a one.
    static func ids(_ ids: [Int64?]) throws -> [Image.ID] {
        guard !ids.isEmpty else { throw Problem.unreadable("Nothing is selected.") }
        guard ids.count <= most else {
            throw Problem.unreadable("At most \(most) pictures are named one by one; select all that match instead.")
        }
        let known = ids.compactMap { $0 }
        guard known.count == ids.count else { throw Problem.unreadable("The numbers of pictures are whole numbers.") }
        return known
    }
}

/// The body of `POST /api/selection`: `ids`, or `q` for all that match.
struct AskedSelection: Decodable {
    /// A value as programs write it: `4`, `"snow, night"` or `["snow", "night"]`.
    struct Value: Decodable {
        var text: String

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let number = try? container.decode(Int.self) {
                text = String(number)
            } else if let texts = try? container.decode([String].self) {
                text = texts.joined(separator: ",")
            } else {
                text = try container.decode(String.self)
            }
        }
    }

    var ids: [Image.ID]?
    var q: String?
    var action: String
    var value: Value?

    /// - Throws: ``Problem``, ``ChangeFault``.
    func change() throws(ChangeFault) -> Change {
        try SelectionForm.change(action, value?.text ?? "")
    }

    /// A program sees no remark beside a box: what would be read differently from how it is meant is refused.
    private static func read(_ typed: String) throws -> Search {
        let search = Search(typed)
        guard search.remarks.isEmpty else {
            throw Problem.unreadable(search.remarks.map(\.sentence).joined(separator: " "))
        }
        return search
    }

    /// - Throws: ``Problem``.
    func selection(_ context: SearchContext) throws -> Selection {
        switch (ids, q) {
        case (let ids?, nil): .images(try SelectionForm.ids(ids))
        case (nil, let typed?): try SelectionForm.matching(try Self.read(typed), context)
        default: throw Problem.unreadable("Name the pictures by “ids”, or all that match by “q”: one of the two.")
        }
    }
}
