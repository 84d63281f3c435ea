/// What people do to pictures, one or a hundred thousand of them.
public enum Change: Sendable, Hashable {
    /// Makes them favourites of whoever asks.
    case favourite
    /// Takes them from the favourites of whoever asks.
    case unfavourite
    /// The team's rating, 1 to 5, or 0 for none.
    case rate(Int)
    /// Gives them tags.
    case tag([Tag])
    /// Takes tags from them.
    case untag([Tag])
    /// Puts them into a collection, by its name; a new name makes a new collection.
    case collect(String)
    /// Takes them out of a collection, by its name.
    case uncollect(String)
    /// Moves them to the trash.
    case trash
    /// Takes them out of the trash.
    case restore
    /// Deletes what lies in the trash, for ever.
    case delete
    /// Moves them within a collection, by its name.
    case move(String)
    /// Brings all of a collection into another order, by its name.
    case sort(String, CollectionOrder)
    /// Deletes a collection, by its name; the pictures stay.
    case drop(String)
    /// Gives a tag another name.
    case rename(Tag, to: Tag)
    /// Makes one tag of several.
    case merge([Tag], into: Tag)
    /// Writes beside a picture, or wipes what is written there.
    case note
}

/// A change that cannot be read.
public struct ChangeFault: Error, Sendable, Hashable {
    /// The sentence a person reads.
    public var sentence: String

    /// Creates a fault.
    public init(_ sentence: String) { self.sentence = sentence }
}

extension Change {
    /// The longest name of a collection, in characters.
    public static let longestCollectionName = 80

    /// Reads a change as forms, programs and the log of actions write it.
    ///
    /// - Parameters:
    ///   - kind: the word of ``kind``.
    ///   - value: the rating, the tags between commas, or the collection's name.
    /// - Throws: ``ChangeFault``.
    public init(kind: String, value: String = "") throws(ChangeFault) {
        self =
            switch kind {
            case "favourite": .favourite
            case "unfavourite": .unfavourite
            case "rate": .rate(try Self.rating(value))
            case "tag": .tag(try Self.tags(value))
            case "untag": .untag(try Self.tags(value))
            case "collect": .collect(try Self.collectionName(value))
            case "uncollect": .uncollect(try Self.collectionName(value))
            case "trash": .trash
            case "restore": .restore
            case "delete": .delete
            case "move": .move(try Self.collectionName(value))
            case "sort": try Self.sorting(value)
            case "drop": .drop(try Self.collectionName(value))
            case "rename": try Self.renaming(value)
            case "merge": try Self.merging(value)
            case "note": .note
            default: throw ChangeFault("There is no action “\(kind.prefix(40))”.")
            }
    }

    /// The word that stands for it in forms, in JSON and in the log.
    public var kind: String {
        switch self {
        case .favourite: "favourite"
        case .unfavourite: "unfavourite"
        case .rate: "rate"
        case .tag: "tag"
        case .untag: "untag"
        case .collect: "collect"
        case .uncollect: "uncollect"
        case .trash: "trash"
        case .restore: "restore"
        case .delete: "delete"
        case .move: "move"
        case .sort: "sort"
        case .drop: "drop"
        case .rename: "rename"
        case .merge: "merge"
        case .note: "note"
        }
    }

    /// What it needs besides its word, as ``init(kind:value:)`` reads it.
    public var value: String {
        switch self {
        case .rate(let rating): String(rating)
        case .tag(let tags), .untag(let tags): tags.map(\.label).joined(separator: ", ")
        case .collect(let name), .uncollect(let name), .move(let name), .drop(let name): name
        case .sort(let name, let order): "\(order.rawValue) \(name)"
        case .rename(let tag, let other): "\(tag.label), \(other.label)"
        case .merge(let tags, let into): (tags + [into]).map(\.label).joined(separator: ", ")
        case .favourite, .unfavourite, .trash, .restore, .delete, .note: ""
        }
    }

    /// Whether it is asked for with a selection of pictures. The others have a page of their own: what is for ever, what
    /// belongs to a collection or a tag, what is written beside one picture.
    public var isForSelections: Bool {
        switch self {
        case .favourite, .unfavourite, .rate, .tag, .untag, .collect, .uncollect, .trash, .restore: true
        case .delete, .move, .sort, .drop, .rename, .merge, .note: false
        }
    }

    /// Whether it is about a thing besides the pictures, and is undone though no picture was different.
    var isOfThing: Bool {
        switch self {
        case .drop, .rename: true
        default: false
        }
    }

    /// A collection's name as it is kept: on one line, without what a search could not quote.
    ///
    /// - Throws: ``ChangeFault`` when nothing is left or too much.
    public static func collectionName(_ text: String) throws(ChangeFault) -> String {
        let name = Tag.plain(text)
        guard !name.isEmpty else { throw ChangeFault("A collection needs a name.") }
        guard name.count <= longestCollectionName, name.utf8.count <= 4 * longestCollectionName else {
            throw ChangeFault("A collection's name has at most \(longestCollectionName) characters.")
        }
        return name
    }

    private static func rating(_ text: String) throws(ChangeFault) -> Int {
        guard let rating = Int(text), (0...5).contains(rating) else {
            throw ChangeFault("A rating is a number from 0 to 5.")
        }
        return rating
    }

    private static func sorting(_ text: String) throws(ChangeFault) -> Change {
        let parts = text.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, let order = CollectionOrder(rawValue: String(parts[0])), order != .hand else {
            throw ChangeFault("A collection is sorted by: newest, oldest, rating.")
        }
        return .sort(try collectionName(String(parts[1])), order)
    }

    private static func renaming(_ text: String) throws(ChangeFault) -> Change {
        // The two may differ in upper and lower case only, so they are no list of different tags.
        let names = text.split(separator: ",")
        guard names.count == 2, let tag = try Tag(names[0]), let other = try Tag(names[1]) else {
            throw ChangeFault("A tag's new name is one tag.")
        }
        return .rename(tag, to: other)
    }

    private static func merging(_ text: String) throws(ChangeFault) -> Change {
        let tags = try Tag.list(text)
        guard tags.count > 1, let into = tags.last else { throw ChangeFault("Two or more tags become one.") }
        return .merge(Array(tags.dropLast()), into: into)
    }

    private static func tags(_ text: String) throws(ChangeFault) -> [Tag] {
        let tags = try Tag.list(text)
        guard !tags.isEmpty else { throw ChangeFault("Name a tag, or several between commas.") }
        return tags
    }
}
