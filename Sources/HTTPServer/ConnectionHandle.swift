import CMicrohttpd

/// libmicrohttpd's pointer to a connection.
///
/// It may cross threads, because only two calls are made away from the server's thread's callbacks: resuming a
/// connection that is parked, which the library allows anywhere, and nothing else. A parked connection is never freed.
struct ConnectionHandle: @unchecked Sendable {
    let pointer: OpaquePointer

    /// Takes the connection out of the event loop; on the server's thread, inside a callback of this connection.
    func park() {
        MHD_suspend_connection(pointer)
    }

    /// Puts a parked connection back; from any thread, once for each ``park()``.
    func resume() {
        MHD_resume_connection(pointer)
    }
}
