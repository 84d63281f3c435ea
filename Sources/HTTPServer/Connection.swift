import CMicrohttpd
import Synchronization

/// One client's connection, from accept to close.
final class Connection: Sendable {
    let socket: Int32
    /// The client's numeric address.
    let remoteAddress: String
    /// When the client must have sent what is awaited, on ``Monotonic``'s clock; 0 while nothing is awaited.
    let deadline: Atomic<Int64>
    /// Whether the client may still be sending what nobody reads: a refused body.
    let lingers = Atomic(false)
    private let current = Mutex<Exchange?>(nil)

    init(_ handle: ConnectionHandle, deadline: Int64) {
        socket = cmhd_connection_socket(handle.pointer)
        var text = [CChar](repeating: 0, count: 64)
        cmhd_client_address(handle.pointer, &text, text.count)
        remoteAddress = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
        self.deadline = Atomic(deadline)
    }

    /// The request that is being received or answered.
    var exchange: Exchange? {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
