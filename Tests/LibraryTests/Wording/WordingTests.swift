import Catalog
import Foundation
import GRDB
import Phrasing
import Testing

@testable import Library

@Suite("Lists, styles and what was drawn")
struct WordingTests {
    private func wording(_ typed: String, seed: Int64 = 7) throws -> Wording {
        try Typed(prompt: typed).read().draw(seed: seed)
    }

    private func wish(_ home: TemporaryLibrary, _ typed: String, seed: Int64, once: String? = nil) throws
        -> NewGeneration
    {
        let wording = try wording(typed, seed: seed)
        let parameters = try home.model.validate(["prompt": .string(wording.prompt), "seed": .integer(seed)])
        return NewGeneration(
            model: home.model,
            parameters: parameters,
            service: "test",
            person: "Ann",
            once: once,
            wording: wording
        )
    }

    @Test("A wording is written with its generation, and goes with it")
    func kept() async throws {
        let home = try TemporaryLibrary()
        let new = try wish(home, "a {red|blue} fox", seed: 3)
        let generation = try await home.library.enqueue(new, at: home.now)
        #expect(try await home.library.answer(WordingQuery(of: generation.id)) == new.wording)
        let plain = try await home.enqueue("plain")
        #expect(try await home.library.answer(WordingQuery(of: plain.id)) == nil)
        let both = try await home.library.answer(WordingsQuery(of: [generation.id, plain.id]))
        #expect(both.keys.sorted() == [generation.id])
        try await home.library.pool.write { db in
            try db.execute(sql: "DELETE FROM generation WHERE id = ?", arguments: [generation.id])
            #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM generation_wording") == 0)
        }
    }

    @Test("Pressed twice it is asked once, though other words were drawn")
    func twins() async throws {
        let home = try TemporaryLibrary()
        let typed = "a {1|2|3|4|5|6|7|8|9} fox"
        let first = try await home.library.enqueue(try wish(home, typed, seed: 1, once: "x"), at: home.now)
        let second = try await home.library.enqueue(try wish(home, typed, seed: 2, once: "x"), at: home.now)
        #expect(first.id == second.id)
        let other = try await home.library.enqueue(try wish(home, typed + "!", seed: 2, once: "x"), at: home.now)
        #expect(other.id != first.id)
    }

    @Test("A person's own prompts are as they were typed: the newest first, each once, along their index")
    func history() async throws {
        let home = try TemporaryLibrary()
        for (seed, typed) in ["a {red|blue} fox", "{a|b}", "a {red|blue} fox"].enumerated() {
            _ = try await home.library.enqueue(try wish(home, typed, seed: Int64(seed)), at: home.now)
        }
        _ = try await home.enqueue("nobody's")
        #expect(try await home.library.answer(OwnPromptsQuery(of: "Ann")) == ["a {red|blue} fox", "{a|b}"])
        #expect(try await home.library.answer(OwnPromptsQuery(of: nil)) == ["nobody's"])
        #expect(try await home.library.answer(OwnPromptsQuery(of: "Bob")) == [])
    }

    @Test("A list is kept to the byte, renamed, deleted and brought back")
    func lists() async throws {
        let library = try TemporaryLibrary()
        let (home, now) = (library.library, library.now)
        let text = "\u{FEFF}# hair\r\n2::red\r\n\r\ngrey"
        let id = try await home.addList(named: "people/hair", text: text, by: "Ann", at: now)
        let list = try #require(try await home.answer(WildcardListQuery(id: id)))
        #expect(list.text == text)
        #expect(list.count == 2)
        #expect(list.person == "Ann")
        await #expect(throws: LibraryError.self) { try await home.addList(named: "People/Hair", text: "", at: now) }
        #expect(
            try await home.changeList(id, name: "hair", text: "a", readAt: list.version, at: now) == .saved
        )
        #expect(
            try await home.changeList(id, name: "hair", text: "b", readAt: list.version, at: now) == .overtaken
        )
        #expect(try await home.answer(WildcardListsQuery()).lists.map(\.name) == ["hair"])
        try await home.deleteList(id, at: now)
        #expect(try await home.answer(WildcardListsQuery()).lists.isEmpty)
        #expect(try await home.answer(WildcardListsQuery()).deleted.map(\.id) == [id])
        #expect(try await home.answer(WordListsQuery(["hair"])).names.isEmpty)
        _ = try await home.addList(named: "hair", text: "new", at: now)
        await #expect(throws: LibraryError.self) { try await home.restoreList(id) }
        // After 30 days another deletion takes it for ever.
        let later = try await home.addList(named: "later", text: "", at: now)
        try await home.deleteList(later, at: now.addingTimeInterval(Action.kept + 1))
        #expect(try await home.answer(WildcardListsQuery()).deleted.map(\.id) == [later])
        try await home.restoreList(later)
        #expect(try await home.answer(WildcardListsQuery(after: "HAIR")).lists.map(\.name) == ["later"])
    }

    @Test("A text is given the lists that it asks for, and those that these ask for")
    func closure() async throws {
        let home = try TemporaryLibrary()
        let texts = [
            "look": "__hair__ and __eyes__", "people/hair": "red", "eyes": "__look__", "other": "x", "hat": "y",
        ]
        let lists = texts.map { (name: $0.key, text: $0.value) }
        _ = try await home.library.bringLists(lists, replaces: false, at: home.now)
        let found = try await home.library.answer(WordListsQuery(["look", "h*t", "nope"]))
        #expect(found.names == ["eyes", "hat", "look", "people/hair"])
        #expect(try await home.library.answer(WordListsQuery(nil)).names.count == 5)
        #expect(try await home.library.answer(WordListsQuery([])).names.isEmpty)
    }

    @Test("What is brought in twice is known; what has another text stays or is replaced, and can be brought back")
    func brought() async throws {
        let home = try TemporaryLibrary()
        let first = try await home.library.bringLists([("a", "1"), ("b", "2")], replaces: false, at: home.now)
        #expect(first.new == 2)
        let second = try await home.library.bringLists([("a", "1"), ("B", "3")], replaces: false, at: home.now)
        #expect((second.same, second.kept) == (1, ["B"]))
        let third = try await home.library.bringLists([("b", "3")], replaces: true, at: home.now)
        #expect(third.replaced == 1)
        #expect(try await home.library.answer(WildcardListsQuery()).deleted.map(\.name) == ["b"])
    }

    @Test("Styles are kept, changed, deleted and brought back")
    func styles() async throws {
        let library = try TemporaryLibrary()
        let (home, now) = (library.library, library.now)
        let ink = Style(name: "Ink", prompt: "{prompt}, ink", negativePrompt: "photo")
        let id = try await home.addStyle(ink, by: "Ann", at: now)
        let saved = try #require(try await home.answer(StyleQuery(id: id)))
        #expect(saved.style == ink)
        await #expect(throws: LibraryError.self) { try await home.addStyle(Style(name: "ink"), at: now) }
        var changed = ink
        changed.prompt = "ink"
        #expect(try await home.changeStyle(id, to: changed, readAt: saved.version, at: now) == .saved)
        #expect(try await home.changeStyle(id, to: ink, readAt: saved.version, at: now) == .overtaken)
        let brought = try await home.bringStyles([changed, Style(name: "oil")], replaces: false, at: now)
        #expect((brought.new, brought.same) == (1, 1))
        #expect(try await home.answer(StylesQuery()).map(\.style.name) == ["Ink", "oil"])
        try await home.deleteStyle(id, at: now)
        #expect(try await home.answer(DeletedStylesQuery()).map(\.id) == [id])
        try await home.restoreStyle(id)
        #expect(try await home.answer(StylesQuery()).count == 2)
    }

    @Test("What is being written goes on with the team's prompts, their words, tags and lists")
    func writing() async throws {
        let home = try TemporaryLibrary()
        try await home.complete("a fox, golden hour light, film grain")
        try await home.complete("an owl, Golden hour light")
        try await home.complete("golden retriever")
        let saved = try PromptContent(title: "x", text: "soft golden lattice, {a|b}")
        _ = try await home.library.addPrompt(saved, at: home.now)
        _ = try await home.library.addList(named: "people/hair", text: "a\nb", at: home.now)
        _ = try await home.library.addList(named: "hairstyle", text: "a", at: home.now)
        func ask(_ typed: String) async throws -> [String] {
            try await home.library.answer(WritingQuery(typed)).map(\.text)
        }
        let golden = try await ask("a cat, gold")
        #expect(golden.first == "Golden hour light")
        #expect(golden.contains("golden retriever"))
        #expect(golden.contains("golden"))
        #expect(try await ask("a cat, golden hour l").first == "Golden hour light")
        #expect(try await ask("soft go").first == "soft golden lattice")
        // What stands before in the same piece is kept.
        #expect(try await ask("A cat in golden ho").first == "A cat in Golden hour light")
        #expect(try await ask("with __ha") == ["__hairstyle__", "__people/hair__"])
        #expect(try await ask("with __hair__ and fi").contains("with __hair__ and film grain"))
        #expect(try await ask("g") == [])
        #expect(try await ask("golden ") == [])
        #expect(try await ask("a \"* OR (") == [])
    }
}
