import Foundation
import GRDB

/// What somebody wrote beside a picture: one text a picture, which everybody can go on with.
public struct Note: Sendable, Hashable, Codable {
    /// The text, in one or more lines.
    public var text: String
    /// Who began it, if they gave a name.
    public var author: String?
    /// When it was begun.
    public var createdAt: Date
    /// Who wrote at it last, if they gave a name.
    public var editor: String?
    /// When somebody wrote at it last: what tells one version from the next.
    public var editedAt: Date

    /// The longest text, in characters.
    public static let longest = 4000

    /// What is kept of a text: without blanks around it and without control characters but line ends.
    ///
    /// - Throws: ``ChangeFault`` when it is too long.
    public static func text(_ text: String) throws(ChangeFault) -> String {
        let plain = PlainText.lines(text)
        guard plain.count <= longest, plain.utf8.count <= 4 * longest else {
            throw ChangeFault("A note has at most \(longest) characters; this one has \(plain.count).")
        }
        return plain
    }
}

/// The note of a picture.
public struct NoteQuery: LibraryQuery {
    /// The picture.
    public var image: Image.ID

    /// Creates a query.
    public init(of image: Image.ID) { self.image = image }

    /// The note; `nil` where nothing is written.
    public func answer(_ db: Database) throws -> Note? { try db.note(of: image) }
}

extension Database {
    func note(of image: Image.ID) throws -> Note? {
        try Row.fetchOne(
            self,
            cached: """
                SELECT text, nullif(author.name, ''), created_at, nullif(editor.name, ''), edited_at
                FROM note JOIN user AS author ON author.id = author_id JOIN user AS editor ON editor.id = editor_id
                WHERE image_id = ?
                """,
            arguments: [image]
        ).map { row in
            Note(
                text: row[0],
                author: row[1],
                createdAt: Date(milliseconds: row[2]),
                editor: row[3],
                editedAt: Date(milliseconds: row[4])
            )
        }
    }

    /// Writes a note as it is, in place of the one that is there; `nil` takes that away.
    func setNote(_ note: Note?, of image: Image.ID) throws {
        guard let note else {
            return try run(cached: "DELETE FROM note WHERE image_id = ?", arguments: [image])
        }
        try run(
            cached: """
                INSERT INTO note (place, image_id, text, author_id, created_at, editor_id, edited_at)
                SELECT place, id, ?2, ?3, ?4, ?5, ?6 FROM image WHERE id = ?1
                ON CONFLICT (image_id) DO UPDATE
                  SET text = excluded.text, author_id = excluded.author_id, created_at = excluded.created_at,
                      editor_id = excluded.editor_id, edited_at = excluded.edited_at
                """,
            arguments: [
                image, note.text, try user(named: note.author), note.createdAt.milliseconds,
                try user(named: note.editor), note.editedAt.milliseconds,
            ]
        )
    }
}
