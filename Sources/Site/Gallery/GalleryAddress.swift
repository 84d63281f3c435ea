import Catalog
import Foundation
import HTTPServer
import Library

/// What a view of the gallery shows, as its address says it: a search and an order.
///
/// All of it is in the address, so that a view can be sent to a colleague.
struct GalleryAddress: Sendable {
    var search: Search
    var order: GalleryOrder

    init(search: Search = .everything, order: GalleryOrder = .newest) {
        self.search = search
        self.order = order
    }

    /// Reads `q`, `order`, and `model`, which links to one model's pictures say shortly.
    init(_ query: Query) {
        var search = Search(query["q"] ?? "")
        if let model = query["model"], !model.isEmpty { search = search.adding("model:\"\(model)\"") }
        self.init(search: search, order: GalleryOrder(rawValue: query["order"] ?? "") ?? .newest)
    }

    /// The view as the tail of an address, empty or beginning with `?`.
    func address(_ path: String, adding more: [(String, String)] = []) -> String {
        address(path, of: search.typed, adding: more)
    }

    /// The same with another search, as it is typed.
    func address(_ path: String, of typed: String, adding more: [(String, String)] = []) -> String {
        var pairs = more
        if order != .newest { pairs.insert(("order", order.rawValue), at: 0) }
        if !typed.isEmpty { pairs.insert(("q", typed), at: 0) }
        return pairs.isEmpty ? path : "\(path)?\(Query(pairs).encoded)"
    }

    /// The same order of another search.
    func with(_ search: Search) -> GalleryAddress { GalleryAddress(search: search, order: order) }

    /// The same search in another order.
    func with(_ order: GalleryOrder) -> GalleryAddress { GalleryAddress(search: search, order: order) }
}

extension GalleryQuery.Start {
    /// `before=CURSOR`, `after=CURSOR`, or `date=2026-03`: the newest of that time or older.
    init(_ query: Query) {
        if let cursor = query["before"].flatMap(Cursor.init(text:)) {
            self = .before(cursor)
        } else if let cursor = query["after"].flatMap(Cursor.init(text:)) {
            self = .after(cursor)
        } else if let span = query["date"].flatMap({ SearchCalendar().span($0) }) {
            self = .since(Place.first(at: span.end))
        } else {
            self = .first
        }
    }
}

extension Site {
    /// What a search means to the person who looks.
    func searchContext(_ request: Request) -> SearchContext {
        SearchContext(person: request.person, modelNames: modelNames)
    }
}
