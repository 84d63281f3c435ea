/// How often, and how slowly, a question that costs nothing is asked again.
public struct Patience: Sendable {
    /// How often it is asked in all.
    public var tries: Int
    /// Waits; throws when the wait is cut short, and then the question is not asked again.
    public var sleep: @Sendable (Duration) async throws -> Void

    /// Creates a patience; with seven tries the waits between them come to about half a minute.
    public init(
        tries: Int = 7,
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.tries = tries
        self.sleep = sleep
    }

    /// Asks until there is an answer, as long as what stands in its way may pass.
    ///
    /// The waits double from half a second, each shortened by chance; a wait that the service asks for is kept, up to
    /// ten minutes.
    /// - Throws: the last error.
    public func ask<Value: Sendable>(
        _ question: () async throws(SegmindError) -> Value
    ) async throws(SegmindError) -> Value {
        var wait = 0.5
        var asked = 0
        while true {
            do throws(SegmindError) {
                asked += 1
                return try await question()
            } catch {
                guard error.mayPass, asked < tries else { throw error }
                let pause = error.retryAfter.map { min($0, 600) } ?? wait * .random(in: 0.5...1)
                do { try await sleep(.seconds(pause)) } catch _ { throw error }
                wait = min(wait * 2, 60)
            }
        }
    }
}
