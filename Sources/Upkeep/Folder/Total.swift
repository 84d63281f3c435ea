import Synchronization

/// A number that is being counted elsewhere, there once it is known.
final class Total: Sendable {
    private let number = Mutex<Int?>(nil)

    /// The number; `nil` while it is not known.
    var value: Int? { number.withLock { $0 } }

    /// Waits for a count on the side.
    init(_ counting: Task<Int?, Never>) {
        Task { [number = self] in
            let count = await counting.value
            number.number.withLock { $0 = count }
        }
    }
}
