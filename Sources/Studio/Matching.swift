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
        let open = generations.filter { !taken.contains($0.id) }
        let sent = WhatWasSent(open)
        // Places in the lists: many that are all the same have very many candidates.
        var candidates: [(gap: Double, request: Int, generation: Int)] = []
        for (place, request) in requests.enumerated() {
            for generation in sent.generations(of: request) {
                let gap = request.created.map { abs($0.timeIntervalSince(open[generation].submittedAt)) } ?? Self.day
                if gap <= Self.day { candidates.append((gap, place, generation)) }
            }
        }
        candidates.sort { $0.gap < $1.gap }
        var pairs: [String: UnclaimedQuery.Entry] = [:]
        for (_, request, generation) in candidates
        where pairs[requests[request].requestID] == nil && !taken.contains(open[generation].id) {
            pairs[requests[request].requestID] = open[generation]
            taken.insert(open[generation].id)
        }
        return pairs
    }
}

/// The places of generations in a list by what they sent: those of a request are found without comparing it with each.
///
/// The service may record more parameters than were sent. A generation is therefore known by its model and the names
/// that it sent, of which a model has few sets, and among those by the values.
private struct WhatWasSent {
    private var byValues: [String: [[String]: [[JSONValue]: [Int]]]] = [:]

    init(_ generations: [UnclaimedQuery.Entry]) {
        for (place, generation) in generations.enumerated() {
            guard let sent = (try? JSONValue(bytes: Array(generation.request.utf8)))?.object else { continue }
            let names = sent.keys.sorted()
            byValues[generation.model, default: [:]][names, default: [:]][names.compactMap { sent[$0] }, default: []]
                .append(place)
        }
    }

    /// Those of the request's model all of whose parameters are among its inputs with the same values.
    func generations(of request: PastRequest) -> [Int] {
        guard let recorded = request.inputs.object else { return [] }
        return byValues[request.model, default: [:]].flatMap { names, generations in
            let values = names.compactMap { recorded[$0] }
            return values.count == names.count ? generations[values, default: []] : []
        }
    }
}
