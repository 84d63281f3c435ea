@testable import Studio

extension House {
    /// Lets the studio expect pictures at once, as the sandbox makes them here, and not when a model usually would.
    func expectHaste(of slug: String) {
        for _ in 0..<20 { studio.studio.usualTimes.learn(slug, seconds: 0.1) }
    }
}
