import Curation
import HTTPServer
import Library

/// What an action did, in sentences for the notice, the job's page and the list of what was done.
struct ActionWords {
    let action: Action

    private var tally: ActionTally { action.tally }

    /// What was asked: `Rated 4`.
    var title: String {
        let value = action.change.value
        return switch action.change {
        case .favourite: "Made favourites"
        case .unfavourite: "Taken from the favourites"
        case .rate(0): "Ratings taken away"
        case .rate: "Rated \(value)"
        case .tag: "Tagged \(value)"
        case .untag: "Tags taken away: \(value)"
        case .collect: "Put into “\(value)”"
        case .uncollect: "Taken out of “\(value)”"
        case .trash: "Moved to the trash"
        case .restore: "Taken out of the trash"
        case .delete: "Deleted for ever"
        case .move: "Moved in “\(value)”"
        case .sort(let name, let order): "“\(name)” sorted, \(order.words)"
        case .drop: "Deleted the collection “\(value)”"
        case .rename(let tag, let other): "The tag “\(tag.label)” is called “\(other.label)” now"
        case .merge(let tags, let into): "Tags became “\(into.label)”: \(tags.map(\.label).joined(separator: ", "))"
        case .note: "Wrote a note"
        }
    }

    /// What was asked, and what came of it.
    var sentence: String { isUndone ? undone : "\(title): \(outcome)" }

    /// What came of it.
    var outcome: String {
        if isUndone { return undone }
        if case .drop = action.change {
            return action.changed == 0 ? "It was empty." : "\(Words.pictures(action.changed)) stay in the gallery."
        }
        var parts = ["\(Words.pictures(action.changed))."]
        if tally.already > 0 { parts.append(already) }
        if tally.gone > 0 { parts.append("\(Words.count(tally.gone)) \(tally.gone == 1 ? "is" : "are") gone.") }
        return parts.joined(separator: " ")
    }

    private var isUndone: Bool { tally.undone + tally.changedSince > 0 || action.undoneAt != nil }

    private var already: String {
        let number = Words.count(tally.already)
        let be = tally.already == 1 ? "was" : "were"
        return switch action.change {
        case .trash: "\(number) \(be) there already."
        case .restore, .delete: "\(number) \(be) not in the trash."
        case .unfavourite, .untag, .uncollect, .merge: "\(number) did not have it."
        case .move, .sort, .drop, .rename, .note: "\(number) \(be) so already."
        case .favourite, .rate, .tag, .collect: "\(number) had it already."
        }
    }

    /// What came back, where that is no picture.
    private var undoneThing: String? {
        switch action.change {
        case .drop(let name): "The collection “\(name)” is back."
        case .rename(let tag, _): "The tag is called “\(tag.label)” again."
        case .note where tally.undone == 0: "Somebody has written since: the note stays as it is."
        case .note: "The note is as it was."
        default: nil
        }
    }

    private var undone: String {
        if action.undoneAt != nil, let thing = undoneThing { return thing }
        var parts = ["Undone for \(Words.pictures(tally.undone))."]
        if tally.changedSince > 0 {
            let number = Words.count(tally.changedSince)
            parts.append("\(number) had been changed since and \(tally.changedSince == 1 ? "stays" : "stay") so.")
        }
        if action.undoneAt != nil {
            let gone = action.changed - tally.undone - tally.changedSince
            if gone > 0 { parts.append("\(Words.count(gone)) \(gone == 1 ? "was" : "were") deleted meanwhile.") }
        }
        return parts.joined(separator: " ")
    }
}

extension CollectionOrder {
    /// As a menu and a sentence say it.
    var words: String {
        switch self {
        case .hand: "by hand"
        case .newest: "newest first"
        case .oldest: "oldest first"
        case .rating: "best rated first"
        }
    }
}

extension Site {
    /// What is told of an action on top of a page, with its way back.
    func notice(of action: Action, back: String?) -> View {
        let isRunning = curation.progress(of: action.id) != nil
        return [
            "sentence": ActionWords(action: action).sentence,
            "actionID": action.id,
            "undoAddress": action.canBeUndone && !isRunning ? "/actions/\(action.id)/undo" : nil,
            "jobAddress": isRunning ? "/jobs/\(action.id)" : nil,
            "back": back ?? "/",
        ]
    }

    /// The notice that an address asks for by `done=`; none where there is no such action.
    func notice(for request: Request) async throws -> View? {
        guard request.method == .get, let id = request.query["done"].flatMap({ Int64($0) }),
            let action = try await studio.library.answer(ActionQuery(id: id))
        else { return nil }
        let rest = request.query.removing("done").encoded
        let path = request.target.prefix { $0 != "?" }
        return notice(of: action, back: rest.isEmpty ? String(path) : "\(path)?\(rest)")
    }
}
