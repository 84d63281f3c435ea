import Library

/// What pages of the gallery show, as long as the library has not changed: who turns back and forth, or ten who look at
/// the same, ask the database once.
final class PageCache: Sendable {
    /// Which page, of whom.
    struct Key: Hashable {
        var typed: String
        var order: GalleryOrder
        var start: GalleryQuery.Start
        var person: String?
    }

    private struct Known {
        var answer: GalleryPageQuery.Answer
        var edition: UInt64
    }

    /// Some 12 kB each.
    private let pages = BoundedCache<Key, Known>(capacity: 300)

    func page(_ key: Key, edition: UInt64) -> GalleryPageQuery.Answer? {
        pages[key].flatMap { $0.edition == edition ? $0.answer : nil }
    }

    /// - Parameter edition: read before the question was asked.
    func keep(_ answer: GalleryPageQuery.Answer, as key: Key, edition: UInt64) {
        var answer = answer
        // Cards have a cache of their own.
        for index in answer.page.frames.indices { answer.page.frames[index].card = nil }
        pages[key] = Known(answer: answer, edition: edition)
    }
}
