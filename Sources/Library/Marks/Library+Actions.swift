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
        let images = Array(images)
        return try await writeStep(of: images.count) { db in
            var detail = ActionDetail(value: change.value)
            detail.marks = try db.marks(for: change, by: person, at: now)
            let id = try db.insertAction(change, detail, by: person, at: now)
            return try db.step(of: id, to: images, of: total)
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
        let images = Array(images)
        return try await writeStep(of: images.count) { db in try db.step(of: id, to: images, of: total) }
    }

    /// Puts back the next of what an action has changed, at most ``stepSize`` pictures.
    ///
    /// Only what is still as the action left it is put back; what somebody changed since stays.
    /// - Throws: ``LibraryError``; ``LibraryError/notFound`` when there is nothing to undo.
    public func undo(_ id: Action.ID, at now: Date) async throws(LibraryError) -> ActionStep {
        try await writeAlone { db in try db.undoStep(of: id, at: now) }
    }

    /// A few pictures are written together with what others write, many by themselves; see ``writeAlone(_:)``.
    private func writeStep(
        of count: Int,
        _ updates: @escaping @Sendable (Database) throws -> ActionStep
    ) async throws(LibraryError) -> ActionStep {
        count > 30 ? try await writeAlone(updates) : try await write(updates)
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
            let known = try handMade(name)
            let id = try known ?? addCollection(CollectionDetails(name: name), by: person, at: now)
            return [try mark("collection", id, label: name)]
        case .uncollect(let name):
            guard let id = try handMade(name) else { return [] }
            return try marks("collection", [id]).map(\.id)
        case .sort(let name, _):
            guard let id = try handMade(name) else { throw LibraryError.notFound }
            return try marks("collection", [id]).map(\.id)
        case .merge(let tags, let into):
            let merged = try marks("tag", tags.map(\.value)).map(\.id)
            guard !merged.isEmpty else { throw LibraryError.notFound }
            return merged + [try mark("tag", into.value, label: into.label)]
        case .rate, .trash, .restore, .delete, .move, .drop, .rename, .note: return []
        }
    }

    /// The collection of a name; `nil` when there is none.
    ///
    /// - Throws: ``LibraryError/notByHand`` for a smart one.
    private func handMade(_ name: String) throws -> ImageCollection.ID? {
        guard let id = try collections(called: [name]).first else { return nil }
        guard try !collection(id).isSmart else { throw LibraryError.notByHand }
        return id
    }

    func insertAction(
        _ change: Change,
        _ detail: ActionDetail,
        by person: String?,
        at now: Date,
        changed: Int = 0
    ) throws -> Action.ID {
        try run(
            cached: "INSERT INTO action (kind, detail, user_id, created_at) VALUES (?, ?, ?, ?)",
            arguments: [change.kind, try detail.json, try user(named: person), now.milliseconds]
        )
        let id = lastInsertedRowID
        // Counted where it changes, as the steps of the others are.
        if changed > 0 { try run(cached: "UPDATE action SET count = ? WHERE id = ?", arguments: [changed, id]) }
        return id
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
        if case .sort = action.change, detail.base == nil, let total, let mark = detail.marks.first {
            detail.base = try room(for: total + 1, behind: nil, in: mark).first
        }
        let changing = Changing(
            change: action.change,
            marks: detail.marks,
            at: action.createdAt,
            base: detail.base
        )
        var touched: [Image.ID] = []
        var unnamed: [UnnamedFile] = []
        let before = action.changed + detail.tally.already + detail.tally.gone
        for (index, image) in images.enumerated() {
            switch try changing.apply(to: image, number: before + index, self) {
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
        if let touched = try undoAtOnce(&action, &detail, at: now) {
            try save(&action, detail)
            return ActionStep(action: action, touched: touched, isOver: true)
        }
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

    /// Whether a mark is there, and the collection that it stands for, if it does.
    func hasMark(_ id: Int64) throws -> Bool {
        try Bool.fetchOne(
            self,
            cached: """
                SELECT kind <> 'collection'
                       OR EXISTS (SELECT 1 FROM collection WHERE id = mark.value AND deleted_at IS NULL)
                FROM mark WHERE id = ?
                """,
            arguments: [id]
        ) ?? false
    }
}
