import Foundation
import GRDB

extension Library {
    /// Gives a tag another name, on all pictures that have it.
    ///
    /// - Throws: ``LibraryError/notFound`` when there is no such tag; ``LibraryError/taken`` when there is one of the
    ///   new name: then the two can be merged.
    public func rename(
        _ tag: Tag,
        to other: Tag,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> Action {
        try await write { db in
            let count = try db.marks("tag", [tag.value]).first?.count ?? 0
            // The way back leads to how it was written.
            let label = try db.renameTag(tag, to: other)
            let change = Change.rename((try? Tag(label)) ?? tag, to: other)
            var detail = ActionDetail(value: change.value)
            detail.tally.total = count
            detail.tally.isDone = true
            return try db.action(try db.insertAction(change, detail, by: person, at: now, changed: count))
        }
    }
}

extension Database {
    /// - Returns: how the tag was written before.
    /// - Throws: ``LibraryError/notFound``, ``LibraryError/taken``.
    @discardableResult
    func renameTag(_ tag: Tag, to other: Tag) throws -> String {
        let known = try String.fetchOne(
            self,
            cached: "SELECT coalesce(nullif(label, ''), value) FROM mark WHERE kind = 'tag' AND value = ?",
            arguments: [tag.value]
        )
        guard let known else { throw LibraryError.notFound }
        if other.value != tag.value, try !marks("tag", [other.value]).isEmpty { throw LibraryError.taken }
        try run(
            cached: "UPDATE mark SET value = ?, label = ? WHERE kind = 'tag' AND value = ?",
            arguments: [other.value, other.label, tag.value]
        )
        return known
    }
}
