import Catalog
import HTTPServer
import Library

/// What a gallery view is limited to, as its address says it.
struct GalleryFilter: Sendable {
    var model: Model?
    var search: SearchText?
    /// As typed, also when there is no word in it.
    var typed: String

    /// - Throws: ``Problem/unknownModel(_:)``.
    init(_ query: Query, catalog: Catalog) throws(Problem) {
        if let slug = query["model"], !slug.isEmpty {
            guard let model = catalog[slug] else { throw .unknownModel(slug) }
            self.model = model
        }
        typed = String((query["q"] ?? "").prefix(500))
        search = SearchText(typed)
    }

    var pairs: [(String, String)] {
        [("model", model?.slug), ("q", typed.isEmpty ? nil : typed)].compactMap { name, value in
            value.map { (name, $0) }
        }
    }

    /// The filter as the tail of an address, empty or beginning with `?`.
    func address(_ path: String, adding more: [(String, String)] = []) -> String {
        let query = Query(pairs + more)
        return query.isEmpty ? path : "\(path)?\(query.encoded)"
    }

    /// The same search over another model, or all.
    func with(model: Model?) -> GalleryFilter {
        var filter = self
        filter.model = model
        return filter
    }

    func gallery(_ place: GalleryQuery.Place, limit: Int = 60) -> GalleryQuery {
        GalleryQuery(model: model?.slug, search: search, place: place, limit: limit)
    }
}

extension GalleryQuery.Place {
    /// `before=ID` and `after=ID` in an address.
    init(_ query: Query) {
        if let id = query["before"].flatMap({ Int64($0) }) {
            self = .before(id)
        } else if let id = query["after"].flatMap({ Int64($0) }) {
            self = .after(id)
        } else {
            self = .newest
        }
    }
}
