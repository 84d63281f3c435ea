import Catalog
import Foundation
import Library
import Synchronization
import TestSupport
import Testing

@testable import Studio

@Suite struct GenerationWayTests {
    @Test func aWishBecomesAPicture() async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a pear on a table").id)
            #expect(done.generation.state == .completed)
            let image = try #require(done.images.first)
            #expect(image.file.width == 1024)
            let file = house.folder.appending(path: image.file.path)
            #expect(try Data(contentsOf: file).count == image.file.byteCount)
            #expect(done.generation.requestID?.isEmpty == false)
            #expect(done.generation.cost == 0.011)
            #expect(done.generation.inferenceSeconds != nil)
        }
    }

    @Test func theSynchronousModelComesWithoutARequestID() async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a street", of: "sdxl1.0-realvis").id)
            #expect(done.generation.state == .completed)
            #expect(done.generation.requestID == nil)
        }
    }

    @Test func anOpenSeedIsDrawnBeforeItIsSent() async throws {
        try await TemporaryStudio.run(drawSeed: { 77 }) { house in
            let asked = try await house.ask("chance", ["seed": .integer(-1)])
            #expect(asked.request.contains(#""seed":77"#))
            let done = try await house.wait(for: asked.id)
            #expect(done.generation.request == asked.request)
        }
    }

    @Test func fourSamplesBringFourPictures() async throws {
        for slug in ["sdxl1.0-dreamshaper", "sdxl1.0-realvis"] {
            try await TemporaryStudio.run { house in
                let done = try await house.wait(for: try await house.ask("four", of: slug, ["samples": .integer(4)]).id)
                #expect(done.images.map(\.sample) == [0, 1, 2, 3])
                #expect(Set(done.images.map(\.file.sha256)).count == 4)
            }
        }
    }

    @Test func regeneratesWithTheSameSeedToTheByte() async throws {
        try await TemporaryStudio.run { house in
            let original = try #require(try await house.wait(for: try await house.ask("again").id).images.first)
            let again = try await house.wait(for: try await house.studio.regenerate(original.id).id)
            #expect(again.generation.verdict == .identical)
            #expect(again.generation.parent == .init(imageID: original.id, relation: .regeneration))
            #expect(again.images.first?.file.path == original.file.path)
        }
    }

    @Test func theSecondSampleIsComparedWithTheSecond() async throws {
        try await TemporaryStudio.run { house in
            let images = try await house.wait(for: try await house.ask("two", ["samples": .integer(2)]).id).images
            let again = try await house.wait(for: try await house.studio.regenerate(images[1].id).id)
            #expect(again.generation.verdict == .identical)
        }
    }

    @Test func aNewSeedIsAnotherPictureWithoutAVerdict() async throws {
        try await TemporaryStudio.run(drawSeed: { 4242 }) { house in
            let original = try #require(try await house.wait(for: try await house.ask("vary").id).images.first)
            let other = try await house.wait(for: try await house.studio.varySeed(of: original.id).id)
            #expect(other.generation.verdict == nil)
            #expect(other.generation.parent?.relation == .variation)
            #expect(other.images.first?.file.sha256 != original.file.sha256)
            #expect(other.generation.request.contains(#""seed":4242"#))
        }
    }

    @Test func theStatesAreAnnouncedInOrder() async throws {
        try await TemporaryStudio.run { house in
            let changes = house.studio.changes.listen()
            let asked = try await house.ask("watched")
            var words: [String] = [asked.state.word]
            for await id in changes where id == asked.id {
                let state = try #require(try await house.studio.library.answer(GenerationQuery(id: id))).generation
                    .state
                if state.word != words.last { words.append(state.word) }
                if state.isSettled { break }
            }
            let order = ["queued", "submitting", "running", "storing", "completed"]
            // A quick service may pass a state before it is looked at; none may come out of turn.
            #expect(words == order.filter(words.contains))
            #expect(words.last == "completed")
        }
    }
}

@Suite struct RefusalTests {
    @Test(arguments: [
        ("sandbox:fail", "failed"), ("sandbox:400", "failed"), ("sandbox:gone", "unresolved"),
        ("sandbox:502", "unresolved"), ("sandbox:500", "unresolved"),
        ("sandbox:504", "unresolved"), ("sandbox:drop", "unresolved"), ("sandbox:badimage", "failed"),
        ("sandbox:truncated", "failed"),
    ])
    func everyFaultHasItsState(_ word: String, _ state: String) async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a pear \(word)").id)
            #expect(done.generation.state.word == state)
            #expect(done.generation.state.sentence?.isEmpty == false)
            #expect(done.images.isEmpty)
        }
    }

    @Test func whatIsNoPictureIsKeptAside() async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a pear sandbox:badimage").id)
            #expect(done.generation.state.sentence?.contains("set-aside/") == true)
            let aside = try FileManager.default.contentsOfDirectory(
                atPath: house.folder.appending(path: "set-aside").path
            )
            #expect(aside.count == 2)
        }
    }

    @Test func whatTheServiceDidNotTakeWaitsInTheQueue() async throws {
        try await TemporaryStudio.run { house in
            let waiting = try await house.wait(for: try await house.ask("a pear sandbox:429").id) {
                $0.postponement != nil
            }
            #expect(waiting.generation.state == .queued)
            #expect(waiting.generation.attempts >= 1)
            let cancelled = try await house.studio.cancel(waiting.generation.id)
            #expect(cancelled.state == .cancelled)
        }
    }

    @Test func submittingAgainSettlesTheLostOneAndHappensOnce() async throws {
        try await TemporaryStudio.run { house in
            let lost = try await house.wait(for: try await house.ask("a pear sandbox:drop").id)
            let again = try await house.studio.repeatRequest(of: lost.generation.id)
            let old = try await house.studio.library.answer(GenerationQuery(id: lost.generation.id))
            #expect(old?.generation.state.sentence?.contains("generation \(again.id)") == true)
            #expect(old?.generation.state.word == "failed")
        }
    }

    @Test func whatBroughtPicturesIsNotRepeatedAsIfItHadFailed() async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a pear").id)
            await #expect(throws: LibraryError.self) {
                try await house.studio.repeatRequest(of: done.generation.id)
            }
        }
    }

    @Test func theSameFormPressedTwiceAsksOnce() async throws {
        let now = Date()
        try await TemporaryStudio.run(now: { now }) { house in
            let model = house.catalog.models[2]
            let parameters = try model.validate(["prompt": .string("once")])
            let first = try await house.studio.enqueue(parameters, for: model, once: "form-1")
            let second = try await house.studio.enqueue(parameters, for: model, once: "form-1")
            let other = try await house.studio.enqueue(parameters, for: model, once: "form-2")
            #expect(first.id == second.id)
            #expect(other.id != first.id)
            // The same form after Back, with other words, is another wish.
            let changed = try model.validate(["prompt": .string("once more")])
            let third = try await house.studio.enqueue(changed, for: model, once: "form-1")
            #expect(third.id != first.id)
        }
    }

    @Test func aLostAnswerIsNotSentAgain() async throws {
        try await TemporaryStudio.run { house in
            let done = try await house.wait(for: try await house.ask("a pear sandbox:drop").id)
            #expect(done.generation.attempts == 0)
            let given = try await house.studio.giveUp(done.generation.id)
            #expect(given.state.word == "failed")
        }
    }
}
