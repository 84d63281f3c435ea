import GRDB

/// Where the pictures of a collection stand: whole numbers with gaps between them.
///
/// What is moved takes a number of the gap that it goes to. Where a gap is used up, its neighbours are spread anew, some
/// dozen of them and no more than are needed: the rest of a large collection keeps its numbers.
enum Positions {
    /// What lies between two pictures that nobody moved yet.
    static let gap: Int64 = 1 << 20
    /// Behind this number stands the first picture of a collection.
    static let origin: Int64 = 1 << 40
    /// Neighbours that are spread anew are as far apart at least: it lasts for a while.
    static let leastStep: Int64 = 1 << 10

    /// Free numbers, one after the other.
    struct Room {
        var first: Int64
        var step: Int64

        subscript(index: Int) -> Int64 { first + Int64(index) * step }
    }

    /// A picture of a collection.
    struct Row {
        var image: Image.ID
        var place: Int64
        var position: Int64
    }

    /// A way to look from a number.
    enum Direction {
        /// At what stands there, and in front of it.
        case back
        /// At what stands behind it.
        case on
    }
}

extension Database {
    /// The next pictures of a collection from a number on, the nearest first; by the index `image_mark_position`.
    func rows(_ direction: Positions.Direction, from position: Int64, in mark: Int64, limit: Int = 1) throws
        -> [Positions.Row]
    {
        let condition = direction == .back ? "position <= ? ORDER BY position DESC" : "position > ? ORDER BY position"
        return try Row.fetchAll(
            self,
            cached: "SELECT image_id, place, position FROM image_mark WHERE mark_id = ? AND \(condition) LIMIT ?",
            arguments: [mark, position, limit]
        ).map { Positions.Row(image: $0[0], place: $0[1], position: $0[2]) }
    }

    /// Free numbers directly behind one, whether a picture stands there or not.
    ///
    /// - Parameters:
    ///   - lower: the number; `nil` for the start.
    ///   - mark: the collection's.
    func room(for count: Int, behind lower: Int64?, in mark: Int64) throws -> Positions.Room {
        let gap = Positions.gap
        guard let lower else {
            let first = try rows(.on, from: .min, in: mark).first?.position ?? Positions.origin + gap
            return Positions.Room(first: first - Int64(count) * gap, step: gap)
        }
        guard let next = try rows(.on, from: lower, in: mark).first?.position else {
            return Positions.Room(first: lower + gap, step: gap)
        }
        let step = (next - lower) / Int64(count + 1)
        return step > 0 ? Positions.Room(first: lower + step, step: step) : try spread(count, behind: lower, in: mark)
    }

    /// Spreads as many neighbours as it takes, and leaves room in their middle.
    private func spread(_ count: Int, behind lower: Int64, in mark: Int64) throws -> Positions.Room {
        var reach = 16
        while true {
            // One more on either side than are spread: between those two there must be room for all.
            var below = try rows(.back, from: lower, in: mark, limit: reach + 1)
            var above = try rows(.on, from: lower, in: mark, limit: reach + 1)
            let isOpen = below.count <= reach || above.count <= reach
            let width = Int64(below.count + above.count + count) * Positions.gap
            let low = below.count > reach ? below.removeLast().position : (below.last?.position ?? lower) - width
            let high = above.count > reach ? above.removeLast().position : (above.last?.position ?? lower) + width
            let step = (high - low) / Int64(below.count + count + above.count + 1)
            guard isOpen || step >= Positions.leastStep else {
                reach *= 2
                continue
            }
            // None may have the number of another on the way.
            let neighbours = below.reversed() + above
            for row in neighbours { try setPosition(nil, of: row.place, in: mark) }
            for (index, row) in neighbours.enumerated() {
                let number = index < below.count ? index + 1 : index + 1 + count
                try setPosition(low + Int64(number) * step, of: row.place, in: mark)
            }
            return Positions.Room(first: low + Int64(below.count + 1) * step, step: step)
        }
    }

    func setPosition(_ position: Int64?, of place: Int64, in mark: Int64) throws {
        try run(
            cached: "UPDATE image_mark SET position = ? WHERE mark_id = ? AND place = ?",
            arguments: [position, mark, place]
        )
    }
}
