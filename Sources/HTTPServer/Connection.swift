import CMicrohttpd
import Synchronization

/// One client's connection, from accept to close.
final class Connection: Sendable {
    let socket: Int32
    /// The address of who has connected.
    let peer: NetworkAddress?
    /// The same as text; empty where it is not known.
    let peerAddress: String
    /// Whether it is a proxy whose word on its clients is taken.
    let isProxy: Bool
    /// What a client is shown in a TLS handshake; nil for plain HTTP.
    let credentials: TLSCredentials?
    /// When it was accepted, on ``Monotonic``'s clock.
    let began = Monotonic.now()
    /// When the client must have sent what is awaited, on ``Monotonic``'s clock; 0 while nothing is awaited.
    let deadline: Atomic<Int64>
    /// Whether the client may still be sending what nobody reads: a refused body.
    let lingers = Atomic(false)
    /// Whether it has been ended to make room, and is about to be closed.
    let leaves = Atomic(false)
    private let current = Mutex<Exchange?>(nil)

    init(_ handle: ConnectionHandle, proxies: TrustedProxies, credentials: TLSCredentials?, deadline: Int64) {
        socket = cmhd_connection_socket(handle.pointer)
        peer = NetworkAddress(cmhd_client_address(handle.pointer))
        peerAddress = peer?.description ?? ""
        isProxy = peer.map(proxies.contains) ?? false
        self.credentials = credentials
        self.deadline = Atomic(deadline)
    }

    /// The request that is being received or answered.
    var exchange: Exchange? {
        get { current.withLock { $0 } }
        set { current.withLock { $0 = newValue } }
    }
}
