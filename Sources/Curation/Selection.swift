import Foundation
import Library

/// Which pictures something is done to.
public enum Selection: Sendable {
    /// These.
    case images([Image.ID])
    /// All that a search finds at this moment.
    case matching(Search, SearchContext)
    /// All that came into the trash up to a moment.
    case trashed(until: Date)
    /// All of a collection that is put together by hand, in an order, those in the trash among them.
    case collected(ImageCollection.ID, CollectionOrder)
    /// All that have any of some tags, those in the trash among them.
    case tagged([Tag])
}

extension Selection {
    /// So many pictures are looked up at once.
    private static let pageSize = 2000

    /// The pictures, each once; those of a search and of the trash the newest first, those of a collection in its order.
    ///
    /// - Parameter found: told how many have been found so far; what it throws ends the search.
    /// - Throws: ``LibraryError``, and what `found` throws.
    func ids(in library: Library, found: (Int) throws -> Void = { _ in }) async throws -> [Image.ID] {
        switch self {
        case .images(let ids):
            var seen: Set<Image.ID> = []
            return ids.filter { seen.insert($0).inserted }
        case .matching(let search, let context):
            return try await Self.matching(search, context, in: library, found: found)
        case .collected(let id, let order):
            let ids = try await library.answer(CollectedIDsQuery(in: id, order: order, withTrash: true))
            try found(ids.count)
            return ids
        case .tagged(let tags):
            let ids = try await library.answer(TaggedIDsQuery(tags))
            try found(ids.count)
            return ids
        case .trashed(let until):
            var ids: [Image.ID] = []
            var start: TrashCursor?
            while true {
                let page = try await library.answer(TrashedIDsQuery(until: until, start: start, limit: pageSize))
                ids += page.map(\.image)
                try found(ids.count)
                guard page.count == pageSize else { return ids }
                start = page.last
            }
        }
    }

    private var pageSize: Int { Self.pageSize }

    /// By place, whatever order the gallery shows: what is changed meanwhile keeps its place, so none is missed and
    /// none comes twice.
    private static func matching(
        _ search: Search,
        _ context: SearchContext,
        in library: Library,
        found: (Int) throws -> Void
    ) async throws -> [Image.ID] {
        var ids: [Image.ID] = []
        var start = GalleryQuery.Start.first
        while true {
            let page = try await library.answer(
                GalleryQuery(search, context: context, start: start, limit: pageSize) { _ in false }
            )
            ids += page.frames.map(\.id)
            try found(ids.count)
            guard let next = page.hasOlder ? page.frames.last?.cursor : page.reached else { return ids }
            start = .before(next)
        }
    }
}
