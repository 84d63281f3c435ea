import Synchronization

/// Whether a request may have reached the service: set when its body is asked for, which the HTTP client does only
/// once the connection stands, TLS included.
final class SentMark: Sendable {
    private let flag = Atomic(false)

    var isSet: Bool { flag.load(ordering: .acquiring) }

    func set() { flag.store(true, ordering: .releasing) }
}

/// A body that sets the mark when it is read.
///
/// A collection and no stream, so that it is written in one piece together with the end of the request.
struct MarkedBytes: Collection, Sendable {
    var bytes: [UInt8]
    var mark: SentMark

    var startIndex: Int { bytes.startIndex }
    var endIndex: Int { bytes.endIndex }

    func index(after index: Int) -> Int { index + 1 }

    subscript(index: Int) -> UInt8 {
        mark.set()
        return bytes[index]
    }

    func withContiguousStorageIfAvailable<Value>(
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Value
    ) rethrows -> Value? {
        mark.set()
        return try bytes.withContiguousStorageIfAvailable(body)
    }
}
