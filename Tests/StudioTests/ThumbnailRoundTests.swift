import Testing

@testable import Library
@testable import Studio

/// The order in which thumbnails are made, over a library that is a list of numbers.
@Suite struct ThumbnailRoundTests {
    /// Images without a thumbnail, and what a round makes of them.
    private struct Shelf {
        var pending: Set<Int64>
        var unreadable: Set<Int64> = []
        var made: [Int64] = []
        var tries = 0

        /// One page; false at the end of the way.
        @discardableResult
        mutating func step(_ round: inout ThumbnailRound) -> Bool {
            let query = round.query
            let page = pending.filter { $0 > query.after && $0 < query.before }.sorted(by: >).prefix(query.limit)
            let answer = PendingThumbnailsQuery.Answer(
                page: page.map { .init(image: $0, sha256: "", path: "", format: "") },
                newest: pending.max()
            )
            guard let taken = round.take(answer) else { return false }
            for image in taken.map(\.image) {
                tries += 1
                if unreadable.contains(image) {
                    round.giveUp(image)
                } else {
                    pending.remove(image)
                    made.append(image)
                }
            }
            return true
        }
    }

    @Test("All are made, newest first")
    func order() {
        var (shelf, round) = (Shelf(pending: Set(1...100)), ThumbnailRound())
        while shelf.step(&round) {}
        #expect(shelf.made == (1...100).reversed())
    }

    @Test("What comes meanwhile goes first, and nothing is left out")
    func arrivals() {
        var (shelf, round) = (Shelf(pending: Set(1...100)), ThumbnailRound())
        shelf.step(&round)
        shelf.pending.formUnion(101...120)
        shelf.step(&round)
        shelf.step(&round)
        #expect(shelf.made.contains(120))
        while shelf.step(&round) {}
        #expect(Set(shelf.made) == Set(1...120))
    }

    @Test("What comes with the last page is not taken for tried")
    func lateArrival() {
        var (shelf, round) = (Shelf(pending: [1]), ThumbnailRound())
        shelf.step(&round)
        shelf.pending.insert(2)
        while shelf.step(&round) {}
        #expect(shelf.made == [1, 2])
    }

    @Test("What cannot be made is tried once, also when others come")
    func failures() {
        var (shelf, round) = (Shelf(pending: Set(1...50), unreadable: Set(1...40)), ThumbnailRound())
        while shelf.step(&round) {}
        #expect(shelf.made.count == 10)
        shelf.pending.insert(51)
        while shelf.step(&round) {}
        #expect(shelf.made.last == 51)
        #expect(shelf.tries == 51)
    }
}
