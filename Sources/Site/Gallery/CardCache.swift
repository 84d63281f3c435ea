import Library
import Synchronization

/// Rendered frames of the gallery by image: what is drawn once is joined into pages as bytes.
///
/// A card is cut where a view's own words go (its filters, carried from page to page), so that one card serves all.
final class CardCache: Sendable {
    /// About 1 kB each, so some 20 MB.
    private static let capacity = 20_000

    private let cards = Mutex<[Image.ID: Cut]>([:])

    /// The card of an image, if it is drawn.
    subscript(id: Image.ID) -> Cut? { cards.withLock { $0[id] } }

    func insert(_ card: Cut, for id: Image.ID) {
        cards.withLock { cards in
            // Emptied rather than aged: a full cache has shown twenty thousand pictures, drawing anew is cheap.
            if cards.count >= Self.capacity { cards.removeAll(keepingCapacity: true) }
            cards[id] = card
        }
    }
}
