import Foundation
import GRDB

extension Library {
    /// Makes a collection without pictures, or a smart one.
    ///
    /// - Parameter search: what a smart one looks for, as it is typed.
    /// - Throws: ``LibraryError/taken`` when another is called that.
    public func makeCollection(
        _ details: CollectionDetails,
        search: String? = nil,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> ImageCollection.ID {
        try await write { db in try db.addCollection(details, search: search, by: person, at: now) }
    }

    /// Gives a collection another name, if it is free, and another description.
    ///
    /// - Throws: ``LibraryError/notFound``; ``LibraryError/taken`` when another is called that.
    public func changeCollection(
        _ id: ImageCollection.ID,
        to details: CollectionDetails
    ) async throws(LibraryError) {
        try await changeCollection(id, "name = ?, description = ?", [details.name, details.description])
    }

    /// Has a smart collection look for something else.
    ///
    /// - Throws: ``LibraryError/notFound`` also for one that is put together by hand.
    public func changeCollection(_ id: ImageCollection.ID, search: String) async throws(LibraryError) {
        try await changeCollection(id, "search = ?", [search], where: "search IS NOT NULL")
    }

    /// Has a picture stand for a collection, or none of its own.
    ///
    /// - Throws: ``LibraryError/notFound`` also for a picture that is not there.
    public func changeCollection(_ id: ImageCollection.ID, cover: Image.ID?) async throws(LibraryError) {
        try await write { db in
            if let cover, try db.image(cover) == nil { throw LibraryError.notFound }
            try db.change(id, "cover_id = ?", [cover])
        }
    }

    private func changeCollection(
        _ id: ImageCollection.ID,
        _ assignments: String,
        _ values: [(any DatabaseValueConvertible & Sendable)?],
        where condition: String = "true"
    ) async throws(LibraryError) {
        try await write { db in try db.change(id, assignments, values, where: condition) }
    }
}

extension Database {
    func addCollection(
        _ details: CollectionDetails,
        search: String? = nil,
        by person: String?,
        at now: Date
    ) throws -> ImageCollection.ID {
        try run(
            cached: "INSERT INTO collection (name, description, search, user_id, created_at) VALUES (?, ?, ?, ?, ?)",
            arguments: [details.name, details.description, search, try user(named: person), now.milliseconds]
        )
        return lastInsertedRowID
    }

    fileprivate func change(
        _ id: ImageCollection.ID,
        _ assignments: String,
        _ values: [(any DatabaseValueConvertible)?],
        where condition: String = "true"
    ) throws {
        try run(
            cached: "UPDATE collection SET \(assignments) WHERE id = ? AND deleted_at IS NULL AND \(condition)",
            arguments: StatementArguments(values + [id])
        )
        guard changesCount == 1 else { throw LibraryError.notFound }
    }
}
