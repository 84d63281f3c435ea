import Library

/// How many pictures a search finds, as long as that is known: counting costs more than a page.
///
/// A number holds for its edition of the library. That there are more than a page counts is kept a while longer.
final class CountCache: Sendable {
    private struct Key: Hashable {
        var typed: String
        var person: String?
    }

    private struct Known {
        var count: GalleryCountQuery.Answer
        var edition: UInt64
        var since: ContinuousClock.Instant
    }

    private let counts = BoundedCache<Key, Known>(capacity: 2000)

    func answer(for search: Search, of person: String?, edition: UInt64) -> GalleryCountQuery.Answer? {
        guard let known = counts[Key(typed: search.typed, person: person)] else { return nil }
        let isKept = known.count.isCapped && ContinuousClock.now - known.since < .seconds(60)
        return known.edition == edition || isKept ? known.count : nil
    }

    /// - Parameter edition: read before the question was asked.
    func keep(_ count: GalleryCountQuery.Answer, for search: Search, of person: String?, edition: UInt64) {
        counts[Key(typed: search.typed, person: person)] = Known(count: count, edition: edition, since: .now)
    }
}
