import CMicrohttpd
import Glibc
import Logging
import Synchronization

/// The certificate that new connections are shown: read at the start, and anew when its files have changed.
final class TLSCredentials: Sendable {
    private struct State {
        /// Empty before the start. The last is shown. A handshake or a session may still hold an older one, and they are small: they stay.
        var pairs: [TLSPair] = []
        /// The files as they were when they were last read, rightly or not.
        var read: [FileStamp?] = []
        /// The files as they were at the last look.
        var seen: [FileStamp?] = []
    }

    private let files: TLSFiles
    private let logger: Logger
    private let state = Mutex(State())

    init(_ files: TLSFiles, logger: Logger) {
        self.files = files
        self.logger = logger
    }

    deinit {
        for pair in state.withLock({ $0.pairs }) { ctls_free(pair.pointer) }
    }

    /// What a new connection is shown; nil before it has been read.
    var current: TLSPair? { state.withLock { $0.pairs.last } }

    /// Reads the files for the first time.
    ///
    /// - Throws: a ``ServerError`` that says what is wrong with them.
    func load() throws(ServerError) {
        let stamps = stamps
        let pair = try TLSPair(files)
        state.withLock { $0 = State(pairs: [pair], read: stamps, seen: stamps) }
        warn(pair)
    }

    /// Reads the files anew where they have changed and are not just being written; a pair that cannot be used leaves
    /// the present one, and is told once.
    func refresh() {
        let stamps = stamps
        let isDue = state.withLock { state in
            defer { state.seen = stamps }
            guard stamps != state.read, stamps == state.seen else { return false }
            state.read = stamps
            return true
        }
        guard isDue else { return }
        do throws(ServerError) {
            let pair = try TLSPair(files)
            state.withLock { $0.pairs.append(pair) }
            logger.notice("The certificate has changed; new connections are shown the new one.")
            warn(pair)
        } catch {
            logger.error("The certificate has changed, but the one before is kept: \(error.sentence)")
        }
    }

    private func warn(_ pair: TLSPair) {
        if files.isKeyOpenToOthers {
            logger.warning("Everybody on this machine can read the key \(files.key); chmod 600 would keep it.")
        }
        if let expires = pair.expires, expires < Int64(time(nil)) {
            logger.warning("The certificate \(files.certificate) has expired: browsers will refuse it.")
        }
    }

    private var stamps: [FileStamp?] { [FileStamp(files.certificate), FileStamp(files.key)] }
}

/// GnuTLS asks, in a handshake on the server's thread, which certificate to show.
func certificateCallback(
    _ session: gnutls_session_t?,
    _ authorities: UnsafePointer<gnutls_datum_t>?,
    _ authorityCount: Int32,
    _ algorithms: UnsafePointer<gnutls_pk_algorithm_t>?,
    _ algorithmCount: Int32,
    _ chain: UnsafeMutablePointer<UnsafeMutablePointer<gnutls_pcert_st>?>?,
    _ count: UnsafeMutablePointer<UInt32>?,
    _ key: UnsafeMutablePointer<gnutls_privkey_t?>?
) -> Int32 {
    guard let held = cmhd_session_connection(session).flatMap(cmhd_connection_context),
        let pair = Unmanaged<Connection>.fromOpaque(held).takeUnretainedValue().credentials?.current
    else { return -1 }
    chain?.pointee = pair.pointer.pointee.chain
    count?.pointee = pair.pointer.pointee.count
    key?.pointee = pair.pointer.pointee.key
    return 0
}
