import GRDB

extension Database {
    /// So many smart collections may stand in each other.
    private static let deepest = 4

    /// A search with what smart collections look for in place of their names.
    ///
    /// Only one that is asked for by itself can be written out so: another is remarked upon and left out.
    func unfolded(_ search: Search, depth: Int = 0) throws -> Search {
        guard search.filters.contains(where: \.isOfCollections) else { return search }
        var whole = search
        whole.filters = []
        for filter in search.filters {
            guard case .collection(let names) = filter.condition else {
                whole.filters.append(filter)
                continue
            }
            guard let (name, smart) = try firstSmart(of: names) else {
                whole.filters.append(filter)
                continue
            }
            if depth == Self.deepest {
                whole.remarks.append(.init("“\(name)” stands in itself, or too deep in others: it was left out."))
            } else if filter.isExcluded || names.count > 1 {
                whole.remarks.append(.init("“\(name)” follows a search: it is found by itself only, and not excluded."))
            } else {
                let inner = try unfolded(Search(smart), depth: depth + 1)
                whole.terms += inner.terms
                whole.filters += inner.filters
                whole.remarks += inner.remarks
            }
        }
        return whole
    }

    private func firstSmart(of names: [String]) throws -> (name: String, search: String)? {
        for name in names {
            let row = try Row.fetchOne(
                self,
                cached: """
                    SELECT name, search FROM collection
                    WHERE name = ? AND deleted_at IS NULL AND search IS NOT NULL
                    """,
                arguments: [name]
            )
            if let row { return (row[0], row[1]) }
        }
        return nil
    }
}

extension SearchFilter {
    fileprivate var isOfCollections: Bool {
        if case .collection = condition { true } else { false }
    }
}
