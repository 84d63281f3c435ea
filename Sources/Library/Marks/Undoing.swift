import Foundation
import GRDB

extension Database {
    /// Undoes what was made at once and not picture by picture.
    ///
    /// - Returns: the pictures that are different from before; `nil` for an action that goes picture by picture.
    /// - Throws: ``LibraryError/taken`` when a name is somebody else's by now; ``LibraryError/notFound`` when what it
    ///   is about is gone.
    func undoAtOnce(_ action: inout Action, _ detail: inout ActionDetail, at now: Date) throws -> [Image.ID]? {
        var touched: [Image.ID] = []
        switch action.change {
        case .move:
            guard let mark = detail.marks.first, try hasMark(mark) else { throw LibraryError.notFound }
            let before = try Row.fetchAll(
                self,
                cached: "SELECT image_id, before FROM action_image WHERE action_id = ?",
                arguments: [action.id]
            )
            touched = try putBack(.init(uniqueKeysWithValues: before.map { ($0[0], $0[1]) }), in: mark)
        case .drop:
            guard let id = detail.collection else { throw LibraryError.notFound }
            try bringBackCollection(id)
        case .rename(let tag, let other):
            try renameTag(other, to: tag)
        case .note:
            touched = try putBackNote(of: action, detail)
        case .favourite, .unfavourite, .rate, .tag, .untag, .collect, .uncollect, .trash, .restore, .delete, .sort,
            .merge:
            return nil
        }
        try run(cached: "DELETE FROM action_image WHERE action_id = ?", arguments: [action.id])
        detail.tally.undone = action.change.isOfThing ? action.changed : touched.count
        detail.tally.changedSince = max(0, action.changed - detail.tally.undone)
        action.undoneAt = now
        return touched
    }
}
