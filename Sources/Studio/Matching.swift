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
        let open = Dictionary(grouping: generations.filter { !taken.contains($0.id) }) { Name($0.model, $0.prompt) }
        var candidates: [(gap: Double, request: PastRequest, generation: UnclaimedQuery.Entry)] = []
        for request in requests {
            for generation in open[Name(request.model, request.inputs["prompt"]?.string ?? ""), default: []] {
                let gap = request.created.map { abs($0.timeIntervalSince(generation.submittedAt)) } ?? Self.day
                if gap <= Self.day, request.isRequest(for: generation.model, body: generation.request) {
                    candidates.append((gap, request, generation))
                }
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

    private struct Name: Hashable {
        var model: String
        var prompt: String

        init(_ model: String, _ prompt: String) {
            self.model = model
            self.prompt = prompt
        }
    }
}
