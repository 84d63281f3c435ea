import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct NoteTests {
    let shelf: Shelf
    var library: Library { shelf.library }
    var now: Date { shelf.house.now }

    init() throws {
        shelf = try Shelf([.init(prompt: "a cat"), .init(prompt: "a dog"), .init(prompt: "a hen", rating: 5)])
    }

    @discardableResult
    private func note(
        _ text: String,
        beside id: Int64,
        instead known: Date?? = .none,
        by person: String? = nil,
        after: Int = 0
    ) async throws -> Library.Noting {
        let moment = now.addingTimeInterval(Double(after))
        return try await library.note(try Note.text(text), beside: id, instead: known, by: person, at: moment)
    }

    private func action(_ noting: Library.Noting) throws -> Action {
        guard case .written(let action) = noting else { throw LibraryError.notFound }
        return action
    }

    /// The index of the words agrees with the notes.
    private func isSound() async throws -> Bool {
        try await library.pool.write { db in
            try db.execute(sql: "INSERT INTO note_text (note_text, rank) VALUES ('integrity-check', 1)")
            return try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty
        }
    }

    @Test("A note is found by its words, its phrases and beginnings, and by being there")
    func finds() async throws {
        try await note("The Übermut in her eyes\nis what the client wants", beside: 1, by: "Ada")
        try await note("client said no", beside: 2)
        #expect(try await shelf.find("note:client") == [2, 1])
        #expect(try await shelf.find("note:\"the client\"") == [1])
        #expect(try await shelf.find("note:uberm*") == [1])
        #expect(try await shelf.find("note:client -note:no") == [1])
        #expect(try await shelf.find("note:client note:said dog") == [2])
        #expect(try await shelf.find("has:note cat") == [1])
        #expect(try await shelf.find("is:noted") == [2, 1])
        #expect(try await shelf.find("-is:noted") == [3])
        #expect(try await shelf.find("-has:note rating:5") == [3])
        #expect(try await shelf.find("client") == [], "plain words are the prompt's")
        #expect(try await shelf.find("note:client", order: .rating).count == 2)
        #expect(try await library.answer(GalleryCountQuery(Search("has:note"))).count == 2)
        #expect(try await shelf.remarks("has:fun").count == 1)
        #expect(try await isSound())
    }

    @Test("Who began it and who wrote at it last are kept; an empty text wipes it")
    func authors() async throws {
        try await note("one", beside: 1, by: "Ada")
        try await note("one, two", beside: 1, by: "Bob", after: 60)
        let note = try #require(try await library.answer(NoteQuery(of: 1)))
        #expect(note.text == "one, two" && note.author == "Ada" && note.editor == "Bob")
        #expect(note.createdAt == now && note.editedAt == now.addingTimeInterval(60))
        try await self.note(" \n ", beside: 1)
        #expect(try await library.answer(NoteQuery(of: 1)) == nil)
        #expect(try await shelf.find("has:note") == [])
        #expect(try await isSound())
    }

    @Test("Each edit is undone to the very note that there was, unless somebody wrote since")
    func undoes() async throws {
        let first = try action(try await note("red", beside: 1, by: "Ada"))
        let second = try action(try await note("green", beside: 1, by: "Bob", after: 9))
        let refused = try await library.undo(first.id, at: now).action
        #expect(refused.tally.changedSince == 1 && refused.tally.undone == 0)
        _ = try await library.undo(second.id, at: now)
        let note = try #require(try await library.answer(NoteQuery(of: 1)))
        #expect(note.text == "red" && note.editor == "Ada" && note.editedAt == now)
        #expect(try await shelf.find("note:red") == [1])
        #expect(try await shelf.find("note:green") == [])
        let wiped = try action(try await self.note("", beside: 1))
        _ = try await library.undo(wiped.id, at: now)
        #expect(try await library.answer(NoteQuery(of: 1))?.author == "Ada")
        #expect(try await isSound())
    }

    @Test("Of two who write at once the second is told and given what is there")
    func conflicts() async throws {
        try await note("hers", beside: 1, instead: .some(nil), by: "Ada", after: 1)
        guard case .conflict(let there) = try await note("his", beside: 1, instead: .some(nil), by: "Bob", after: 2)
        else {
            Issue.record("nobody was told")
            return
        }
        #expect(there?.text == "hers")
        guard case .written = try await note("both", beside: 1, instead: there?.editedAt, after: 3) else {
            Issue.record("it was the version of now")
            return
        }
        guard case .same = try await note("both", beside: 1, instead: .some(nil), after: 4) else {
            Issue.record("it says so already")
            return
        }
    }

    @Test("A note goes with its picture, out of the trash for ever")
    func goesWithThePicture() async throws {
        try await note("gone soon", beside: 2)
        _ = try await library.begin(.trash, to: [2], of: 1, by: nil, at: now)
        #expect(try await shelf.find("note:soon") == [])
        _ = try await library.begin(.delete, to: [2], of: 1, by: nil, at: now)
        #expect(try await library.answer(NoteQuery(of: 2)) == nil)
        #expect(try await isSound())
        await #expect(throws: LibraryError.self) { try await note("late", beside: 2) }
    }

    @Test("What is too long is refused, line ends are one kind")
    func bounds() throws {
        #expect(throws: ChangeFault.self) { try Note.text(String(repeating: "x", count: 4001)) }
        #expect(try Note.text(" a\r\nb\u{7}\tc\r") == "a\nb\tc")
    }
}
