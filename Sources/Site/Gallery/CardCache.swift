import HTTPServer
import Library
import Synchronization

/// Rendered frames of the gallery by image: what is drawn once is joined into pages as bytes.
///
/// A card holds nothing that is one person's or one view's: it is cut where such words go. One that changes is
/// forgotten, and what was read before it changed is not kept.
final class CardCache: Sendable {
    fileprivate struct State {
        var cards: [Image.ID: FrameCard] = [:]
        var figures = CacheFigures()
        /// How often something was forgotten.
        var age = 0
        var othersWrites: UInt64 = 0
    }

    /// In bytes: some 17,000 frames.
    private static let capacity = 24 << 20

    private let state = Mutex(State())

    /// What a reader must name to keep what it read.
    var age: Int { state.withLock { $0.age } }

    /// How well it serves.
    var figures: CacheFigures { state.withLock { $0.figures } }

    /// Those of some images that have to be drawn.
    func isMissing(_ id: Image.ID) -> Bool {
        state.withLock { state in
            let isMissing = state.cards[id] == nil
            if isMissing { state.figures.misses += 1 } else { state.figures.hits += 1 }
            return isMissing
        }
    }

    /// The cards of some images; `nil` where one is not drawn.
    func cards(of ids: [Image.ID]) -> [FrameCard?] {
        state.withLock { state in ids.map { state.cards[$0] } }
    }

    /// Keeps a card, unless something was forgotten since it was read.
    func insert(_ card: FrameCard, for id: Image.ID, age: Int) {
        state.withLock { state in
            guard state.age == age, state.cards[id] == nil else { return }
            // Emptied rather than aged: a full cache has shown twenty thousand pictures, drawing anew is quick.
            if state.figures.bytes >= Self.capacity { state.empty() }
            state.cards[id] = card
            state.figures.entries += 1
            state.figures.bytes += card.size
        }
    }

    /// Some images look different from now on.
    func forget(_ ids: some Sequence<Image.ID>) {
        state.withLock { state in
            state.age += 1
            for id in ids {
                guard let card = state.cards.removeValue(forKey: id) else { continue }
                state.figures.entries -= 1
                state.figures.bytes -= card.size
            }
        }
    }

    /// Another program wrote to the library: nothing that was read before is sure.
    func noticeOthers(_ writes: UInt64) {
        state.withLock { state in
            guard state.othersWrites != writes else { return }
            state.othersWrites = writes
            state.age += 1
            state.empty()
        }
    }
}

extension CardCache.State {
    fileprivate mutating func empty() {
        figures.evictions += cards.count
        cards.removeAll(keepingCapacity: true)
        figures.entries = 0
        figures.bytes = 0
    }
}
