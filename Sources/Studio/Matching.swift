import Foundation
import Library
import Segmind

/// Finds the generations of this house among the requests of a history.
///
/// A pair has the same model and inputs and was made within a day; each generation and each request is in one pair at
/// most, the closest in time first.
public struct Matching {
    /// The generations that have their request, also from earlier stretches.
    private var taken: Set<UnclaimedQuery.Entry.ID> = []

    private static let day = 86_400.0

    /// Creates a matching in which nothing has its pair yet.
    public init() {}

    /// The generation of each request that has one, by request id.
    public mutating func pair(
        _ requests: [PastRequest],
        with generations: [UnclaimedQuery.Entry]
    ) -> [String: UnclaimedQuery.Entry] {
        let open = WhatWasSent(generations.filter { !taken.contains($0.id) })
        var candidates: [(gap: Double, request: PastRequest, generation: UnclaimedQuery.Entry)] = []
        for request in requests {
            for generation in open.generations(of: request) {
                let gap = request.created.map { abs($0.timeIntervalSince(generation.submittedAt)) } ?? Self.day
                if gap <= Self.day { candidates.append((gap, request, generation)) }
            }
        }
        var pairs: [String: UnclaimedQuery.Entry] = [:]
        for (_, request, generation) in candidates.sorted(by: { $0.gap < $1.gap })
        where pairs[request.requestID] == nil && !taken.contains(generation.id) {
            pairs[request.requestID] = generation
            taken.insert(generation.id)
        }
        return pairs
    }
}

/// Generations by what they sent: those of a request are found without comparing it with each.
///
/// The service may record more parameters than were sent. A generation is therefore known by its model and the names
/// that it sent, of which a model has few sets, and among those by the values.
private struct WhatWasSent {
    private var byValues: [String: [[String]: [[JSONValue]: [UnclaimedQuery.Entry]]]] = [:]

    init(_ generations: [UnclaimedQuery.Entry]) {
        for generation in generations {
            guard let sent = (try? JSONValue(bytes: Array(generation.request.utf8)))?.object else { continue }
            let names = sent.keys.sorted()
            byValues[generation.model, default: [:]][names, default: [:]][names.compactMap { sent[$0] }, default: []]
                .append(generation)
        }
    }

    /// Those of the request's model all of whose parameters are among its inputs with the same values.
    func generations(of request: PastRequest) -> [UnclaimedQuery.Entry] {
        guard let recorded = request.inputs.object else { return [] }
        return byValues[request.model, default: [:]].flatMap { names, generations in
            let values = names.compactMap { recorded[$0] }
            return values.count == names.count ? generations[values, default: []] : []
        }
    }
}
