import Foundation
import GRDB

/// What one step of an action did.
public struct ActionStep: Sendable {
    /// The action as it is now.
    public var action: Action
    /// The pictures that are different from before.
    public var touched: [Image.ID]
    /// The files that no image names any more.
    public var unnamed: [UnnamedFile] = []
    /// Whether nothing is left to do.
    public var isOver: Bool
}

extension Library {
    /// So many pictures are changed in one transaction: what the queue has to write waits for some 30 ms.
    public static let stepSize = 500

    /// Writes down an action and makes its first step.
    ///
    /// - Parameters:
    ///   - images: those of the first step, at most ``stepSize`` of them.
    ///   - total: how many there are in all; `nil` while they are being counted.
    /// - Throws: ``LibraryError``.
    public func begin(
        _ change: Change,
        to images: some Sequence<Image.ID> & Sendable,
        of total: Int?,
        by person: String?,
        at now: Date
    ) async throws(LibraryError) -> ActionStep {
        try await write { db in
            var detail = ActionDetail(value: change.value)
            detail.marks = try db.marks(for: change, by: person, at: now)
            try db.run(
                cached: "INSERT INTO action (kind, detail, user_id, created_at) VALUES (?, ?, ?, ?)",
                arguments: [change.kind, try detail.json, try db.user(named: person), now.milliseconds]
            )
            return try db.step(of: db.lastInsertedRowID, to: Array(images), of: total)
        }
    }

    /// Makes the next step of an action.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when it is done or undone already.
    public func goOn(
        _ id: Action.ID,
        to images: some Sequence<Image.ID> & Sendable,
        of total: Int
    ) async throws(LibraryError) -> ActionStep {
        try await write { db in try db.step(of: id, to: Array(images), of: total) }
    }

    /// Puts back the next of what an action has changed, at most ``stepSize`` pictures.
    ///
    /// Only what is still as the action left it is put back; what somebody changed since stays.
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when there is nothing to undo.
    public func undo(_ id: Action.ID, at now: Date) async throws(LibraryError) -> ActionStep {
        try await write { db in try db.undoStep(of: id, at: now) }
    }
}

extension Database {
    /// The rows of `mark` that a change is about, written down where it gives them.
    fileprivate func marks(for change: Change, by person: String?, at now: Date) throws -> [Int64] {
        switch change {
        case .favourite, .unfavourite:
            return [try mark("favourite", try user(named: person), label: "")]
        case .tag(let tags):
            return try tags.map { try mark("tag", $0.value, label: $0.label) }
        case .untag(let tags):
            return try marks("tag", tags.map(\.value)).map(\.id)
        case .collect(let name):
            let id = try collections(called: [name]).first ?? addCollection(name, by: person, at: now)
            return [try mark("collection", id, label: name)]
        case .uncollect(let name):
            return try marks("collection", try collections(called: [name])).map(\.id)
        case .rate, .trash, .restore, .delete: return []
        }
    }

    private func addCollection(_ name: String, by person: String?, at now: Date) throws -> Int64 {
        try run(
            cached: "INSERT INTO collection (name, user_id, created_at) VALUES (?, ?, ?)",
            arguments: [name, try user(named: person), now.milliseconds]
        )
        return lastInsertedRowID
    }

    private func mark(_ kind: String, _ value: some DatabaseValueConvertible, label: String) throws -> Int64 {
        if let known = try marks(kind, [value]).first { return known.id }
        try run(cached: "INSERT INTO mark (kind, value, label) VALUES (?, ?, ?)", arguments: [kind, value, label])
        return lastInsertedRowID
    }

    fileprivate func step(of id: Action.ID, to images: [Image.ID], of total: Int?) throws -> ActionStep {
        var (action, detail) = try openAction(id)
        guard !detail.tally.isDone, action.undoneAt == nil, detail.tally.undone == 0 else {
            throw LibraryError.notFound
        }
        let changing = Changing(change: action.change, marks: detail.marks, at: action.createdAt)
        var touched: [Image.ID] = []
        var unnamed: [UnnamedFile] = []
        for image in images {
            switch try changing.apply(to: image, self) {
            case .changed(let before):
                touched.append(image)
                try run(
                    cached: "INSERT INTO action_image (action_id, image_id, before) VALUES (?, ?, ?)",
                    arguments: [id, image, before]
                )
            case .deleted(let file):
                touched.append(image)
                if let file { unnamed.append(file) }
            case .already: detail.tally.already += 1
            case .gone: detail.tally.gone += 1
            }
        }
        action.changed += touched.count
        let seen = action.changed + detail.tally.already + detail.tally.gone
        detail.tally.total = total
        detail.tally.isDone = total.map { seen >= $0 } ?? false
        try save(&action, detail)
        return ActionStep(action: action, touched: touched, unnamed: unnamed, isOver: detail.tally.isDone)
    }

    fileprivate func undoStep(of id: Action.ID, at now: Date) throws -> ActionStep {
        var (action, detail) = try openAction(id)
        guard action.canBeUndone else { throw LibraryError.notFound }
        let changing = Changing(change: action.change, marks: detail.marks, at: action.createdAt)
        let known = try Set(detail.marks.filter { try hasMark($0) })
        let rows = try Row.fetchAll(
            self,
            cached: "SELECT image_id, before FROM action_image WHERE action_id = ? ORDER BY image_id LIMIT ?",
            arguments: [id, Library.stepSize]
        )
        var touched: [Image.ID] = []
        for row in rows {
            let image: Image.ID = row[0]
            if try changing.putBack(image, before: row[1], marks: known, self) {
                touched.append(image)
            } else {
                detail.tally.changedSince += 1
            }
            // What is undone is forgotten at once: an undoing that was cut short goes on where it ended.
            try run(
                cached: "DELETE FROM action_image WHERE action_id = ? AND image_id = ?",
                arguments: [id, image]
            )
        }
        detail.tally.undone += touched.count
        let isOver = rows.count < Library.stepSize
        if isOver { action.undoneAt = now }
        try save(&action, detail)
        return ActionStep(action: action, touched: touched, isOver: isOver)
    }

    private func openAction(_ id: Action.ID) throws -> (Action, ActionDetail) {
        let text = try String.fetchOne(self, cached: "SELECT detail FROM action WHERE id = ?", arguments: [id])
        guard let text else { throw LibraryError.notFound }
        return (try action(id), try ActionDetail(json: text))
    }

    private func save(_ action: inout Action, _ detail: ActionDetail) throws {
        action.tally = detail.tally
        try run(
            cached: "UPDATE action SET count = ?, detail = ?, undone_at = ? WHERE id = ?",
            arguments: [action.changed, try detail.json, action.undoneAt?.milliseconds, action.id]
        )
    }

    private func hasMark(_ id: Int64) throws -> Bool {
        try Bool.fetchOne(self, cached: "SELECT EXISTS (SELECT 1 FROM mark WHERE id = ?)", arguments: [id]) ?? false
    }
}
