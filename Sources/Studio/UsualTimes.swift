import Catalog
import Foundation
import Synchronization

/// How long each model usually takes from submit to result, in seconds: the listed latency until experience says more.
public final class UsualTimes: Sendable {
    /// For a model without a listed latency that was never used: between the listed ones of its kind.
    private static let guess = 5.0
    /// The weight of the newest experience in the running average.
    private static let weight = 0.3

    private let seconds: Mutex<[String: Double]>

    init(catalog: Catalog) {
        seconds = Mutex(
            Dictionary(catalog.models.map { ($0.slug, $0.listedSeconds ?? Self.guess) }) { first, _ in first }
        )
    }

    /// The usual seconds of a model.
    public subscript(slug: String) -> Double {
        seconds.withLock { $0[slug] ?? Self.guess }
    }

    func learn(_ slug: String, seconds taken: Double) {
        // A clock that was set teaches nothing.
        guard taken > 0, taken < 3600 else { return }
        seconds.withLock { $0[slug] = ($0[slug] ?? taken) * (1 - Self.weight) + taken * Self.weight }
    }
}
