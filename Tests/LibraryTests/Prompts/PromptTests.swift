import Catalog
import Foundation
import Testing

@testable import Library

@Suite("Every save of a prompt is a version")
struct PromptTests {
    @Test("A prompt has what was written, and a title of its own where none was")
    func first() async throws {
        let house = try PromptHouse()
        let long = "a lighthouse in a storm, seen from the sea, with the lamp lit and a small boat, oil painting"
        let id = try await house.add("", long, notes: "for the\r\ncover", tags: ["Sea", "sea", "Poster"], by: "Anna")
        let prompt = try await house.prompt(id)
        #expect(prompt.title == "a lighthouse in a storm, seen from the sea, with the lamp…")
        #expect(prompt.head.content.text == long)
        #expect(prompt.head.content.notes == "for the\ncover")
        #expect(prompt.head.content.tags == ["Sea", "Poster"])
        #expect(prompt.author == "Anna" && prompt.head.person == "Anna" && prompt.head.number == 1)
        #expect(prompt.head.savedAt == house.second(0))
    }

    @Test("What is missing or too long is said with its field")
    func faults() {
        func fault(_ make: () throws -> PromptContent) -> String? {
            do { _ = try make() } catch { return (error as? PromptFault)?.field }
            return nil
        }
        #expect(fault { try PromptContent(title: "x", text: " \n") } == "text")
        #expect(fault { try PromptContent(text: String(repeating: "é", count: 10_001)) } == "text")
        #expect(fault { try PromptContent(title: String(repeating: "t", count: 121), text: "x") } == "title")
        #expect(fault { try PromptContent(text: "x", notes: String(repeating: "n", count: 20_001)) } == "notes")
        #expect(fault { try PromptContent(text: "x", tags: [String(repeating: "g", count: 61)]) } == "tags")
        #expect(fault { try PromptContent(text: "x", model: String(repeating: "m", count: 201)) } == "model")
        let many = ParameterSet((0..<2000).map { .init(name: "p\($0)", value: .integer(1)) })
        #expect(fault { try PromptContent(text: "x", parameters: many) } == "parameters")
        #expect(fault { try PromptContent(title: "A \"title\"", text: "{a|b} __hair__ {{subject}}") } == nil)
    }

    @Test("A save names the version that it was read at")
    func saving() async throws {
        let house = try PromptHouse()
        let id = try await house.add("Fox")
        guard
            case .saved(let second) = try await house.save("a white fox", to: id, over: 1, message: "Winter", by: "Ben")
        else {
            Issue.record("It was not saved.")
            return
        }
        #expect(second.number == 2)
        let prompt = try await house.prompt(id)
        #expect(prompt.head.content.text == "a white fox" && prompt.head.message == "Winter")
        #expect(prompt.head.person == "Ben" && prompt.author == nil)
        let first = try #require(try await house.library.answer(PromptVersionQuery(of: id, 1)))
        #expect(first.content.text == "a red fox")
    }

    @Test("Of two who save at once, the second is told what the first saved, and nothing is lost")
    func overtaken() async throws {
        let house = try PromptHouse()
        let id = try await house.add("Fox")
        async let one = house.save("a white fox", to: id, over: 1, by: "Ben")
        async let other = house.save("a grey fox", to: id, over: 1, by: "Cleo")
        var overtaken: [PromptVersion] = []
        for saving in [try await one, try await other] {
            if case .overtaken(let present) = saving { overtaken.append(present) }
        }
        #expect(overtaken.count == 1)
        #expect(overtaken.first?.number == 2)
        #expect(try await house.prompt(id).head == overtaken.first)
        // On top of what was found.
        guard case .saved(let third) = try await house.save("both foxes", to: id, over: 2) else {
            Issue.record("It was not saved on top.")
            return
        }
        #expect(third.number == 3)
    }

    @Test("The same save twice is one, also when the second press comes late")
    func twice() async throws {
        let house = try PromptHouse()
        let id = try await house.add("Fox")
        _ = try await house.save("a white fox", to: id, over: 1)
        guard case .same(let present) = try await house.save("a white fox", to: id, over: 1) else {
            Issue.record("It was saved twice.")
            return
        }
        #expect(present.number == 2)
        let content = try PromptContent(title: "New", text: "new")
        let one = try await house.library.addPrompt(content, once: "form", at: house.second(3))
        #expect(try await house.library.addPrompt(content, once: "form", at: house.second(4)) == one)
        #expect(try await house.library.addPrompt(content, once: "form", at: house.second(20)) != one)
    }

    @Test("Going back is a new version that says what the old one said")
    func back() async throws {
        let house = try PromptHouse()
        let id = try await house.add("Fox", tags: ["red"])
        _ = try await house.save("a white fox", to: id, over: 1)
        _ = try await house.library.goBack(to: 1, of: id, over: 2, by: "Anna", at: house.second(2))
        let prompt = try await house.prompt(id)
        #expect(prompt.head.number == 3 && prompt.head.message == "Back to version 1")
        #expect(prompt.head.content == (try await house.library.answer(PromptVersionQuery(of: id, 1)))?.content)
        guard case .overtaken = try await house.library.goBack(to: 2, of: id, over: 2, at: house.second(3)) else {
            Issue.record("It went back over a version that was not seen.")
            return
        }
        await #expect(throws: LibraryError.self) {
            try await house.library.goBack(to: 9, of: id, over: 3, at: house.second(3))
        }
    }

    @Test("The trash keeps a prompt for 30 days: put back, saved into, or gone with the links to it")
    func trash() async throws {
        let house = try PromptHouse()
        let (kept, saved, gone) = (
            try await house.add("Kept"), try await house.add("Saved"), try await house.add("Gone")
        )
        let image = try await house.picture(of: gone)
        for id in [kept, saved, gone] { try await house.library.trashPrompt(id, at: house.second(5)) }
        #expect(try await house.find("").isEmpty)
        #expect(try await house.find("fox").isEmpty)
        #expect(try await house.library.answer(TrashedPromptsQuery()).map(\.title) == ["Gone", "Saved", "Kept"])
        try await house.library.restorePrompt(kept)
        _ = try await house.save("a new fox", to: saved, over: 1)
        #expect(try await house.find("fox") == ["Saved", "Kept"])
        while try await house.library.deletePrompts(trashedUntil: house.second(6)) {}
        #expect(try await house.library.answer(PromptQuery(id: gone)) == nil)
        let detail = try #require(try await house.library.answer(ImageQuery(id: image)))
        #expect(detail.generation.source == nil && detail.origin == nil)
        #expect(try await house.isSound())
    }

    @Test("Who saved prompts on a day stands in the list of who did what")
    func activity() async throws {
        let house = try PromptHouse()
        let id = try await house.add("Fox", by: "Anna")
        _ = try await house.save("a white fox", to: id, over: 1, by: "Anna")
        _ = try await house.save("a grey fox", to: id, over: 2, by: "Ben", at: 2)
        let entries = try await house.library.answer(ActivityQuery()).entries
        let saved = entries.map { entry in (entry.person, entry.items.filter { $0.kind == .prompt }.map(\.count)) }
        #expect(saved.first { $0.0 == "Anna" }?.1 == [2])
        #expect(saved.first { $0.0 == "Ben" }?.1 == [1])
    }
}
