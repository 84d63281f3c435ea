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

    func apply(to image: Image.ID, _ db: Database) throws -> Outcome {
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
        case .unfavourite, .untag, .uncollect:
            return try bits { try db.remove($0, from: row.place) }
        }
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
        case .delete: return false
        case .favourite, .tag, .collect:
            return try all(before) { try db.remove($0, from: row.place) }
        case .unfavourite, .untag, .uncollect:
            // A collection that was deleted since is not made anew.
            return try all(before) { try known.contains($0) && db.add($0, to: image, at: row.place) }
        }
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

    /// - Returns: whether it had the mark.
    fileprivate func remove(_ mark: Int64, from place: Int64) throws -> Bool {
        try run(cached: "DELETE FROM image_mark WHERE mark_id = ? AND place = ?", arguments: [mark, place])
        return changesCount == 1
    }
}
