import Catalog
import Foundation
import Testing

@testable import Library

@Suite("Pictures know their prompt, and prompts their pictures")
struct PromptPictureTests {
    @Test("A picture says the version that it came from, and whether the words were changed")
    func origin() async throws {
        let house = try PromptHouse()
        let fox = try await house.add("Fox")
        _ = try await house.save("a white fox", to: fox, over: 1)
        let plain = try await house.picture(of: fox, 1)
        let edited = try await house.picture(of: fox, 2, isEdited: true)
        let first = try #require(try await house.library.answer(ImageQuery(id: plain))?.origin)
        #expect(first == PromptMention(source: .init(prompt: fox, version: 1), title: "Fox", isTrashed: false))
        let second = try #require(try await house.library.answer(ImageQuery(id: edited))?.origin)
        #expect(second.source == .init(prompt: fox, version: 2, isEdited: true))
    }

    @Test("The pictures of a version come best rated first, page by page; the best is the cover unless one is chosen")
    func pictures() async throws {
        let house = try PromptHouse()
        let fox = try await house.add("Fox")
        var images: [Image.ID] = []
        for rating in [0, 3, 5, 3, 1] { images.append(try await house.picture(of: fox, 1, rating: rating)) }
        let edited = try await house.picture(of: fox, 1, rating: 2, isEdited: true)
        try await house.picture(of: try await house.add("Other"), 1, rating: 5)
        let ordered = [images[2], images[3], images[1], edited, images[4], images[0]]
        var found: [Image.ID] = []
        var start: Cursor?
        repeat {
            let page = try await house.library.answer(PromptPicturesQuery(of: fox, 1, start: start, limit: 2))
            found += page.cards.map(\.id)
            #expect(page.edited.isSubset(of: [edited]))
            start = page.next
        } while start != nil
        #expect(found == ordered)
        let detail = try #require(try await house.library.answer(PromptQuery(id: fox)))
        #expect(detail.pictures == 6 && detail.cover?.image == images[2] && detail.cover?.isChosen == false)
        let card = try #require(try await house.library.answer(ImageQuery(id: images[0]))?.image)
        try await house.library.chooseCover(card.file.sha256, of: fox)
        let chosen = try await house.library.answer(PromptQuery(id: fox))?.cover
        #expect(chosen?.image == images[0] && chosen?.isChosen == true)
        _ = try await house.library.begin(.trash, to: [images[0], images[2]], of: 2, by: nil, at: house.second(9))
        #expect(try await house.library.answer(PromptQuery(id: fox))?.cover?.image == images[3])
        #expect(try await house.library.answer(PromptQuery(id: fox))?.pictures == 4)
    }

    @Test("The gallery finds pictures by the title of their prompt, whole or in part")
    func gallery() async throws {
        let house = try PromptHouse()
        let fox = try await house.add("Fox")
        let snow = try await house.add("Fox in deep snow", at: 1)
        let bare = try await house.add("Hare", at: 2)
        let (one, other) = (try await house.picture(of: fox), try await house.picture(of: snow, text: "a white fox"))
        try await house.house.complete("a fox of nobody's")
        func find(_ typed: String) async throws -> [Image.ID] {
            try await house.library.answer(GalleryQuery(Search(typed))).frames.map(\.id)
        }
        #expect(try await find("prompt:fox") == [one])
        #expect(try await find("prompt:\"deep sn\"") == [other])
        #expect(try await find("prompt:\"Fox in deep snow\" white") == [other])
        #expect(try await find("-prompt:fox prompt:\"fox in\"") == [other])
        #expect(try await find("prompt:hare").isEmpty)
        #expect(try await house.library.answer(GalleryCountQuery(Search("prompt:fox"))).count == 1)
        let remarks = try await house.library.answer(GalleryQuery(Search("prompt:hare"))).remarks.map(\.sentence)
        #expect(remarks == ["No picture came from a prompt called “hare”."])
        _ = bare
        let suggested = try await house.library.answer(SuggestionsQuery("prompt:fo")).map(\.text)
        #expect(suggested == ["prompt:\"Fox in deep snow\"", "prompt:Fox"])
        #expect(try await house.library.answer(SuggestionsQuery("pro")).contains { $0.text == "prompt:" })
        #expect(try await house.isSound())
    }

    @Test("Renamed, its pictures are found by the new title")
    func renamed() async throws {
        let house = try PromptHouse()
        let fox = try await house.add("Fox")
        let image = try await house.picture(of: fox)
        var content = try await house.prompt(fox).head.content
        content.title = "Reynard"
        _ = try await house.library.save(content, to: fox, over: 1, at: house.second(2))
        #expect(try await house.library.answer(GalleryQuery(Search("prompt:reynard"))).frames.map(\.id) == [image])
        #expect(try await house.library.answer(GalleryQuery(Search("prompt:fox"))).frames.isEmpty)
    }

    @Test("A comparison's cells come from its prompt, edited where the words vary")
    func comparison() async throws {
        let house = try PromptHouse()
        let fox = try await house.add("Fox", "a red fox")
        func make(_ prompt: String, axes: [Axis], seed: Int64) async throws -> Generation? {
            let plan = GridPlan(prompt: prompt, models: [house.house.model.slug], axes: axes)
            let wish = NewGeneration(
                model: house.house.model,
                parameters: try house.house.model.validate(["prompt": .string(prompt), "seed": .integer(seed)]),
                service: "test"
            )
            var new = NewComparison(
                name: prompt,
                plan: plan,
                axes: [Axis(.parameter(.seed), ["1"])],
                cells: [.init(coordinates: [0], wish: wish, remark: nil)],
                service: "test"
            )
            new.source = PromptSource(prompt: fox, version: 1)
            let (id, wishes) = try await house.library.make(new, at: house.second(1))
            #expect(try await house.library.answer(ComparisonQuery(id: id))?.source == .init(prompt: fox, version: 1))
            return try await house.library.answer(GenerationQuery(id: wishes[0]))?.generation
        }
        #expect(try await make("a red fox", axes: [], seed: 1)?.source?.isEdited == false)
        #expect(try await make("a blue fox", axes: [], seed: 2)?.source?.isEdited == true)
        #expect(try await make("a red fox", axes: [Axis(.words, ["fox", "hare"])], seed: 3)?.source?.isEdited == true)
        #expect(try await house.library.answer(PromptQuery(id: fox))?.comparisons.count == 3)
    }

    @Test("A prompt that was saved from a picture is named on the picture")
    func savedFrom() async throws {
        let house = try PromptHouse()
        let generation = try await house.house.complete("a red fox")
        let image = try #require(try await house.library.answer(GenerationQuery(id: generation.id))?.images.first)
        let fox = try await house.add("Fox", picture: image.file.sha256)
        let detail = try #require(try await house.library.answer(ImageQuery(id: image.id)))
        #expect(detail.savedPrompts.map(\.title) == ["Fox"])
        #expect(try await house.library.answer(PromptQuery(id: fox))?.cover?.image == image.id)
    }
}
