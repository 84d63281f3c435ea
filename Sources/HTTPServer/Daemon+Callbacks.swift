import CMicrohttpd
import Glibc

// What libmicrohttpd calls, always on its one thread. A connection's context is its `Connection`, a request's context
// is its `Exchange`; each is retained when it is handed to the library and released when the library lets go.

private func daemon(_ context: UnsafeMutableRawPointer?) -> Daemon? {
    context.map { Unmanaged<Daemon>.fromOpaque($0).takeUnretainedValue() }
}

/// A client has connected; whether it may stay.
func acceptCallback(
    _ context: UnsafeMutableRawPointer?,
    _ address: UnsafePointer<sockaddr>?,
    _ size: socklen_t
) -> MHD_Result {
    guard let daemon = daemon(context), let address = NetworkAddress(address) else { return .YES }
    let isWelcome = daemon.configuration.trustedProxies.contains(address) || daemon.connections.hasRoom(for: address)
    return isWelcome ? .YES : .NO
}

func connectionCallback(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ code: MHD_ConnectionNotificationCode
) {
    guard let daemon = daemon(context), let connection, let slot else { return }
    if code == .CONNECTION_NOTIFY_STARTED {
        let accepted = Connection(
            ConnectionHandle(pointer: connection),
            proxies: daemon.configuration.trustedProxies,
            credentials: daemon.credentials,
            deadline: daemon.deadline(.header)
        )
        daemon.connections.add(accepted)
        daemon.figures.connected(1)
        slot.pointee = Unmanaged.passRetained(accepted).toOpaque()
    } else if let held = slot.pointee {
        slot.pointee = nil
        daemon.connections.remove(Unmanaged<Connection>.fromOpaque(held).takeRetainedValue())
        daemon.figures.connected(-1)
    }
}

/// The request line has been read; what is answered becomes the request's context.
func targetCallback(
    _ context: UnsafeMutableRawPointer?,
    _ target: UnsafePointer<CChar>?,
    _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
    guard let daemon = daemon(context), let connection, let held = cmhd_connection_context(connection) else {
        return nil
    }
    let accepted = Unmanaged<Connection>.fromOpaque(held).takeUnretainedValue()
    let exchange = Exchange(
        daemon: daemon,
        connection: accepted,
        target: target.map { String(cString: $0) } ?? ""
    )
    accepted.exchange = exchange
    let deadline = min(accepted.deadline.load(ordering: .relaxed), daemon.deadline(.header))
    accepted.deadline.store(deadline, ordering: .relaxed)
    return Unmanaged.passRetained(exchange).toOpaque()
}

func accessCallback(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ path: UnsafePointer<CChar>?,
    _ method: UnsafePointer<CChar>?,
    _ version: UnsafePointer<CChar>?,
    _ data: UnsafePointer<CChar>?,
    _ size: UnsafeMutablePointer<Int>?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
    guard let connection, let size, let held = slot?.pointee else { return .NO }
    let exchange = Unmanaged<Exchange>.fromOpaque(held).takeUnretainedValue()
    let line = RequestLine(method: method, version: version)
    return exchange.step(ConnectionHandle(pointer: connection), line, data, &size.pointee)
}

func completedCallback(
    _ context: UnsafeMutableRawPointer?,
    _ connection: OpaquePointer?,
    _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
    _ code: MHD_RequestTerminationCode
) {
    guard let held = slot?.pointee else { return }
    slot?.pointee = nil
    Unmanaged<Exchange>.fromOpaque(held).takeRetainedValue().completed(code)
}

func logCallback(_ context: UnsafeMutableRawPointer?, _ line: UnsafePointer<CChar>?) {
    guard let daemon = daemon(context), let line else { return }
    daemon.logger.debug("libmicrohttpd: \(String(cString: line))")
}
