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
        }
    }

    /// What it needs besides its word, as ``init(kind:value:)`` reads it.
    public var value: String {
        switch self {
        case .rate(let rating): String(rating)
        case .tag(let tags), .untag(let tags): tags.map(\.label).joined(separator: ", ")
        case .collect(let name), .uncollect(let name): name
        case .favourite, .unfavourite, .trash, .restore, .delete: ""
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

    private static func tags(_ text: String) throws(ChangeFault) -> [Tag] {
        let tags = try Tag.list(text)
        guard !tags.isEmpty else { throw ChangeFault("Name a tag, or several between commas.") }
        return tags
    }
}
