import Catalog
import Foundation
import Testing

@testable import Library

@Suite struct VotingPairsTests {
    let judging: Judging
    var library: Library { judging.library }

    init() throws { judging = try Judging() }

    private func found(_ scope: VotingScope = .all, by person: String? = nil) async throws -> VotingPairs {
        try await library.answer(VotingPairsQuery(scope, for: person))
    }

    @Test("Pairs have one seed and differ in the model")
    func models() async throws {
        let id = try await judging.compareModels(3, seeds: [7, 8])
        let found = try await found()
        #expect(found.isOpen && found.pairs.count == 2 * 3)
        #expect(found.pairs.allSatisfy { $0.contest == .model && $0.comparison == id && $0.judged == 0 })
        #expect(found.pictures.count == 6)
    }

    @Test("Along two axes, two pictures differ in one of them only")
    func axes() async throws {
        var cells: [(x: Int, y: Int, image: Image)] = []
        for (x, guidance) in [5, 7.5].enumerated() {
            for (y, steps) in [20, 30, 40].enumerated() {
                let image = try await judging.picture(with: [
                    "guidance_scale": .number(guidance), "num_inference_steps": .integer(Int64(steps)),
                ])
                cells.append((x, y, image))
            }
        }
        try await judging.compare(cells)
        let pairs = try await found().pairs
        #expect(pairs.count { $0.contest == .guidanceScale } == 3)
        #expect(pairs.count { $0.contest == .inferenceSteps } == 2 * 3)
        #expect(pairs.count == 9)
    }

    @Test("Other seeds, other prompts, the same request and what lies in the trash make no pairs")
    func unfit() async throws {
        let pear = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        let trashed = try await judging.picture(model: 4)
        let cells: [(x: Int, y: Int, image: Image)] = [
            (0, 0, pear), (1, 0, other), (2, 0, try await judging.picture("an apple", model: 1)),
            (3, 0, try await judging.picture(seed: 9, model: 1)), (4, 0, pear), (5, 0, trashed),
        ]
        try await judging.compare(cells)
        _ = try await library.begin(.trash, to: [trashed.id], of: 1, by: nil, at: judging.house.now)
        let found = try await found()
        #expect(found.pairs.count == 1)
        #expect(Set(found.pictures.map(\.id)) == [pear.id, other.id])
    }

    @Test("Each person's votes are counted apart, whichever picture stood at the left")
    func judged() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        try await judging.compare([(0, 0, one), (1, 0, other)])
        _ = try await judging.vote(one.id, .left, other.id, by: "Ada").get()
        _ = try await judging.vote(other.id, .left, one.id, by: "Ada").get()
        _ = try await judging.vote(one.id, .bad, other.id, by: "Bob").get()
        #expect(try await found(by: "Ada").pairs.map(\.judged) == [2])
        #expect(try await found(by: "Bob").pairs.map(\.judged) == [1])
        #expect(try await found(by: "Cleo").pairs.map(\.judged) == [0])
    }

    @Test("Only what is open is judged, by comparison, by tag, or all of it, each pair once")
    func scopes() async throws {
        let first = try await judging.compareModels(2, seeds: [1], tags: ["fruit"])
        let closed = try await judging.compareModels(2, seeds: [2], tags: ["fruit"], isOpen: false)
        let one = try await judging.picture(seed: 3, model: 2)
        let other = try await judging.picture(seed: 3, model: 3)
        try await judging.compare([(0, 0, one), (1, 0, other)])
        try await judging.compare([(0, 0, other), (1, 0, one)])
        #expect(try await found(.all).pairs.count == 2)
        #expect(try await found(.tag("Fruit")).pairs.map(\.comparison) == [first])
        #expect(try await found(.comparison(first)).pairs.count == 1)
        let none = try await found(.comparison(closed))
        #expect(!none.isOpen && none.pairs.isEmpty)
    }

    @Test("What differs in two parameters decides nothing between values of either")
    func contests() throws {
        var one = Traits(model: "m", negativePrompt: "")
        var other = one
        #expect(Contest(between: one, and: other) == nil)
        other.scheduler = "Euler"
        #expect(Contest(between: one, and: other) == .scheduler)
        other.width = 1024
        #expect(Contest(between: one, and: other) == nil)
        other.model = "n"
        #expect(Contest(between: one, and: other) == .model)
        one.guidanceScale = 7.5
        (one.width, one.height) = (1024, 768)
        #expect(Contest.guidanceScale.value(of: one) == "7.5")
        #expect(Contest.size.value(of: one) == "1024x768")
        #expect(Contest.scheduler.value(of: one) == "")
    }
}
