import Foundation
import GRDB

/// A change on its way through pictures, one at a time, forth and back.
struct Changing {
    /// What became of a picture.
    enum Outcome {
        /// It is different now; the number says what it was, as `action_image.before` keeps it.
        case changed(before: Int64?)
        /// It was deleted, and its file with it unless others name that.
        case deleted(UnnamedFile?)
        /// It was so already.
        case already
        /// There is no such picture.
        case gone
    }

    let change: Change
    /// The rows of `mark` that it is about.
    let marks: [Int64]
    /// The moment of asking; what it puts into the trash is known by it.
    let at: Date
    /// Behind this position comes what is sorted.
    var base: Int64?

    /// - Parameter number: how many came before it.
    func apply(to image: Image.ID, number: Int, _ db: Database) throws -> Outcome {
        guard let row = try db.markedRow(image) else { return .gone }
        switch change {
        case .rate(let rating):
            guard row.rating != rating else { return .already }
            try db.setRating(rating, of: image)
            return .changed(before: Int64(row.rating))
        case .trash:
            guard row.trashedAt == nil else { return .already }
            try db.setTrashed(at.milliseconds, of: image)
            return .changed(before: nil)
        case .restore:
            guard let before = row.trashedAt else { return .already }
            try db.setTrashed(nil, of: image)
            return .changed(before: before)
        case .delete:
            // Only what lies in the trash, also when it was restored a moment ago.
            guard row.trashedAt != nil else { return .already }
            return .deleted(try db.delete(image))
        case .favourite, .tag, .collect:
            return try bits { try db.add($0, to: image, at: row.place) }
        case .unfavourite, .untag:
            return try bits { try db.remove($0, from: row.place) }
        case .uncollect:
            guard let mark = marks.first, let before = try db.row(of: image, in: mark) else { return .already }
            _ = try db.remove(mark, from: row.place)
            // As the bit of the only mark, with what it takes to put it back where it stood.
            return .changed(before: before.position << 1 | 1)
        case .sort:
            guard let mark = marks.first, let base, let before = try db.row(of: image, in: mark) else { return .gone }
            let wanted = base + Int64(number + 1) * Positions.gap
            try db.setPosition(try db.freePosition(at: wanted, in: mark), of: row.place, in: mark)
            return .changed(before: before.position)
        case .merge:
            return try merge(row.place, image, db)
        case .move, .drop, .rename, .note:
            // Each is made at once, not picture by picture.
            return .already
        }
    }

    /// What has any of the tags has the last of them instead.
    private func merge(_ place: Int64, _ image: Image.ID, _ db: Database) throws -> Outcome {
        guard let into = marks.last else { return .already }
        var before: Int64 = 0
        for (index, mark) in marks.dropLast().enumerated() where try db.remove(mark, from: place) {
            before |= 1 << Int64(index)
        }
        guard before != 0 else { return .already }
        if try db.add(into, to: image, at: place) { before |= 1 << Int64(marks.count - 1) }
        return .changed(before: before)
    }

    /// Puts a picture back to what it was.
    ///
    /// - Returns: whether it was still as the change left it, and is as before now.
    func putBack(_ image: Image.ID, before: Int64?, marks known: Set<Int64>, _ db: Database) throws -> Bool {
        guard let row = try db.markedRow(image) else { return false }
        switch change {
        case .rate(let rating):
            guard row.rating == rating, let before else { return false }
            try db.setRating(Int(before), of: image)
            return true
        case .trash:
            guard row.trashedAt == at.milliseconds else { return false }
            try db.setTrashed(nil, of: image)
            return true
        case .restore:
            guard row.trashedAt == nil else { return false }
            try db.setTrashed(before, of: image)
            return true
        case .favourite, .tag, .collect:
            // A collection that was deleted since is left as it was deleted.
            return try all(before) { try known.contains($0) && db.remove($0, from: row.place) }
        case .unfavourite, .untag:
            return try all(before) { try known.contains($0) && db.add($0, to: image, at: row.place) }
        case .uncollect:
            guard let mark = marks.first, known.contains(mark), try db.add(mark, to: image, at: row.place) else {
                return false
            }
            // Older ones do not know where it stood: those come at the end.
            if let position = before.map({ $0 >> 1 }), position != 0 {
                try db.setPosition(try db.freePosition(at: position, in: mark), of: row.place, in: mark)
            }
            return true
        case .sort:
            guard let mark = marks.first, known.contains(mark), let before, try db.row(of: image, in: mark) != nil
            else { return false }
            try db.setPosition(try db.freePosition(at: before, in: mark), of: row.place, in: mark)
            return true
        case .merge:
            return try part(row.place, image, before ?? 0, known, db)
        case .delete, .move, .drop, .rename, .note: return false
        }
    }

    /// What had several tags that became one has them again.
    private func part(_ place: Int64, _ image: Image.ID, _ before: Int64, _ known: Set<Int64>, _ db: Database) throws
        -> Bool
    {
        guard let into = marks.last, Set(marks).isSubset(of: known), try db.has(into, at: place) else { return false }
        for (index, mark) in marks.dropLast().enumerated() where before & (1 << Int64(index)) != 0 {
            _ = try db.add(mark, to: image, at: place)
        }
        if before & (1 << Int64(marks.count - 1)) != 0 { _ = try db.remove(into, from: place) }
        return true
    }

    private func bits(_ act: (Int64) throws -> Bool) throws -> Outcome {
        var bits: Int64 = 0
        for (index, mark) in marks.enumerated() where try act(mark) { bits |= 1 << Int64(index) }
        return bits == 0 ? .already : .changed(before: bits)
    }

    private func all(_ bits: Int64?, _ act: (Int64) throws -> Bool) throws -> Bool {
        let bits = bits ?? 0
        var isAll = true
        for (index, mark) in marks.enumerated() where bits & (1 << Int64(index)) != 0 {
            if try !act(mark) { isAll = false }
        }
        return isAll
    }
}

extension Database {
    fileprivate func markedRow(_ image: Image.ID) throws -> (place: Int64, rating: Int, trashedAt: Int64?)? {
        try Row.fetchOne(
            self,
            cached: "SELECT place, rating, trashed_at FROM image WHERE id = ?",
            arguments: [image]
        ).map { ($0[0], $0[1], $0[2]) }
    }

    fileprivate func setRating(_ rating: Int, of image: Image.ID) throws {
        try run(cached: "UPDATE image SET rating = ? WHERE id = ?", arguments: [rating, image])
    }

    fileprivate func setTrashed(_ milliseconds: Int64?, of image: Image.ID) throws {
        try run(cached: "UPDATE image SET trashed_at = ? WHERE id = ?", arguments: [milliseconds, image])
    }

    /// - Returns: whether it did not have the mark.
    fileprivate func add(_ mark: Int64, to image: Image.ID, at place: Int64) throws -> Bool {
        try run(
            cached: "INSERT OR IGNORE INTO image_mark (mark_id, place, image_id) VALUES (?, ?, ?)",
            arguments: [mark, place, image]
        )
        return changesCount == 1
    }

    fileprivate func has(_ mark: Int64, at place: Int64) throws -> Bool {
        try Bool.fetchOne(
            self,
            cached: "SELECT EXISTS (SELECT 1 FROM image_mark WHERE mark_id = ? AND place = ?)",
            arguments: [mark, place]
        ) ?? false
    }

    /// A position, or the next one behind it where somebody stands there.
    fileprivate func freePosition(at position: Int64, in mark: Int64) throws -> Int64 {
        guard try rows(.back, from: position, in: mark).first?.position == position else { return position }
        return try room(for: 1, behind: position, in: mark).first
    }

    /// - Returns: whether it had the mark.
    fileprivate func remove(_ mark: Int64, from place: Int64) throws -> Bool {
        try run(cached: "DELETE FROM image_mark WHERE mark_id = ? AND place = ?", arguments: [mark, place])
        return changesCount == 1
    }
}
