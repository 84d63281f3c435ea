import Foundation
import GRDB

/// A named set of pictures: put together by hand and in an order of its own, or smart, and then what a search finds.
public struct ImageCollection: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// What it is called; no two are called the same.
    public var name: String
    /// What somebody says of it; empty for nothing.
    public var description: String
    /// What a smart one looks for, as it was typed; `nil` for one that is put together by hand.
    public var search: String?
    /// The picture that was chosen to stand for it.
    public var chosenCover: Image.ID?
    /// Who made it, if they gave a name.
    public var person: String?
    /// When it was made.
    public var createdAt: Date
    /// Pictures in it that lie not in the trash; 0 for a smart one, whose pictures are not counted here.
    public var count: Int

    /// Whether it follows a search.
    public var isSmart: Bool { search != nil }

    /// The longest description, in characters.
    public static let longestDescription = 2000
}

/// What a collection is made with, or changed to.
public struct CollectionDetails: Sendable, Hashable {
    /// Its name.
    public var name: String
    /// What is said of it.
    public var description: String

    /// Reads what somebody wrote.
    ///
    /// - Throws: ``ChangeFault`` for a name that is none, or for more than is kept.
    public init(name: String, description: String = "") throws(ChangeFault) {
        self.name = try Change.collectionName(name)
        self.description = try Self.description(description)
    }

    /// What is kept of a description: without blanks around it and without control characters but line ends.
    ///
    /// - Throws: ``ChangeFault`` when it is too long.
    public static func description(_ text: String) throws(ChangeFault) -> String {
        let plain = PlainText.lines(text)
        let longest = ImageCollection.longestDescription
        guard plain.count <= longest, plain.utf8.count <= 4 * longest else {
            throw ChangeFault("A description has at most \(longest) characters; this one has \(plain.count).")
        }
        return plain
    }
}

/// What people write in more than one line.
enum PlainText {
    /// The text with one kind of line ends, without blanks around it and without other control characters.
    static func lines(_ text: String) -> String {
        let ends = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let kept = ends.unicodeScalars.filter { scalar in
            scalar == "\n" || scalar == "\t" || scalar.properties.generalCategory != .control
        }
        return String(String.UnicodeScalarView(kept)).trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

extension ImageCollection: FetchableRecord {
    static let columns = """
        collection.id, collection.name, description, search, cover_id, collection.created_at,
        (SELECT nullif(name, '') FROM user WHERE user.id = collection.user_id) AS person,
        coalesce((SELECT count FROM mark WHERE kind = 'collection' AND value = collection.id), 0) AS count
        """

    /// Reads a row of ``columns``.
    public init(row: Row) throws {
        id = row["id"]
        name = row["name"]
        description = row["description"]
        search = row["search"]
        chosenCover = row["cover_id"]
        person = row["person"]
        createdAt = Date(milliseconds: row["created_at"])
        count = row["count"]
    }
}

extension Database {
    /// A collection that is there.
    ///
    /// - Throws: ``LibraryError/notFound``.
    func collection(_ id: ImageCollection.ID) throws -> ImageCollection {
        guard let collection = try knownCollection(id) else { throw LibraryError.notFound }
        return collection
    }

    /// A collection; `nil` when there is none, or none any more.
    func knownCollection(_ id: ImageCollection.ID) throws -> ImageCollection? {
        try ImageCollection.fetchOne(
            self,
            cached: "SELECT \(ImageCollection.columns) FROM collection WHERE id = ? AND deleted_at IS NULL",
            arguments: [id]
        )
    }

    /// The collections of some names, by the index `collection_name`.
    func collections(called names: [String]) throws -> [ImageCollection.ID] {
        try names.flatMap { name in
            try Int64.fetchAll(
                self,
                cached: "SELECT id FROM collection WHERE name = ? AND deleted_at IS NULL",
                arguments: [name]
            )
        }
    }

    /// The row of `mark` that stands for a collection; `nil` until it has held a picture.
    func mark(of collection: ImageCollection.ID) throws -> Int64? {
        try marks("collection", [collection]).first?.id
    }
}
