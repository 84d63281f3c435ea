import Foundation
import Library
import Testing

@testable import Segmind
@testable import Studio

/// Which request of a history is which generation.
@Suite struct MatchingTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    private func request(_ id: String, _ inputs: JSONValue, model: String = "m", after seconds: Double = 0) throws
        -> PastRequest
    {
        let json: JSONValue = [
            "request_id": .string(id), "model_name": .string(model), "request_body": inputs,
            "created_at": .number((Self.start + seconds).timeIntervalSince1970),
        ]
        return PastRequest(try #require(HistoryRow(json, at: "http://x")))
    }

    private func generation(_ id: Int64, _ request: String, after seconds: Double = 0) -> UnclaimedQuery.Entry {
        .init(id: id, model: "m", request: request, submittedAt: Self.start + seconds, state: .unresolved(""))
    }

    private func pairs(_ requests: [PastRequest], _ generations: [UnclaimedQuery.Entry]) -> [String: Int64] {
        var matching = Matching()
        return matching.pair(requests, with: generations).mapValues(\.id)
    }

    @Test("a prompt may have any name, and the service may add parameters of its own")
    func content() throws {
        let requests = [
            try request("a", ["text": "a cat", "seed": 1, "base64": false]),
            try request("b", ["text": "a dog", "seed": 1]),
            try request("c", ["text": "a cat"]), try request("d", ["text": "a cat", "seed": 1], model: "another"),
        ]
        #expect(pairs(requests, [generation(1, #"{"seed":1.0,"text":"a cat"}"#)]) == ["a": 1])
    }

    @Test("generations that sent other sets of parameters are told apart")
    func names() throws {
        let requests = [
            try request("a", ["text": "a cat", "steps": 5]), try request("b", ["text": "a cat", "seed": 1]),
        ]
        let generations = [
            generation(1, #"{"text":"a cat","seed":1}"#), generation(2, #"{"steps":5,"text":"a cat"}"#),
            generation(3, "no JSON"),
        ]
        #expect(pairs(requests, generations) == ["a": 2, "b": 1])
    }

    @Test("of twins the closest in time are pairs, and none is in two")
    func twins() throws {
        let requests = [try request("a", ["seed": 1], after: 10), try request("b", ["seed": 1], after: 1000)]
        let generations = [generation(1, #"{"seed":1}"#, after: 990), generation(2, #"{"seed":1}"#, after: 995)]
        #expect(pairs(requests, generations) == ["a": 1, "b": 2])
        let another = try request("c", ["seed": 1], after: 90_000)
        #expect(pairs([another], [generation(1, #"{"seed":1}"#)]).isEmpty)
    }

    @Test("a thousand that are all the same are paired one by one", .timeLimit(.minutes(1)))
    func allTheSame() throws {
        let requests = try (1...1000).map { try request("\($0)", ["seed": 1], after: Double($0) * 10) }
        let generations = (1...1000).map { generation(Int64($0), #"{"seed":1}"#, after: Double($0) * 10 - 1) }
        let found = pairs(requests, generations)
        #expect(found.count == 1000 && found.allSatisfy { $0.key == "\($0.value)" })
    }

    @Test("five thousand seeds of one prompt are found at once", .timeLimit(.minutes(1)))
    func manySeeds() throws {
        let seeds = 1...5000
        let requests = try seeds.map { try request("\($0)", ["text": "a cat", "seed": .integer(Int64($0))]) }
        let generations = seeds.map { generation(Int64($0), #"{"text":"a cat","seed":\#($0)}"#) }
        let found = pairs(requests, generations)
        #expect(found.count == 5000 && found.allSatisfy { $0.key == "\($0.value)" })
    }
}
