import CMicrohttpd
import HTTPTypes

extension Outgoing {
    /// The response as libmicrohttpd keeps it; the caller destroys it after queueing. Nil when there is no memory, or
    /// no descriptor.
    ///
    /// - Parameters:
    ///   - common: What every answer carries; a field of the response's own goes before one of the same name.
    ///   - pipe: Where a stream's bytes come from.
    func libraryResponse(_ common: CommonFields, pipe: StreamSource?, closing: Bool) -> OpaquePointer? {
        guard let response = libraryBody(pipe) else { return nil }
        for field in headers where field.name != .contentLength && field.name != .transferEncoding {
            MHD_add_response_header(response, field.name.rawName, field.value)
        }
        for field in common.fields where !headers.contains(field.name) {
            MHD_add_response_header(response, field.name.rawName, field.value)
        }
        if acceptsRanges { MHD_add_response_header(response, "Accept-Ranges", "bytes") }
        // To a HEAD of a stream the library adds the end of a chunked body: nothing may follow it.
        if closing || (isStream && pipe == nil) { MHD_add_response_header(response, "Connection", "close") }
        return response
    }

    private var isStream: Bool {
        if case .stream = content { true } else { false }
    }

    private func libraryBody(_ pipe: StreamSource?) -> OpaquePointer? {
        switch content {
        case .empty:
            return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .bytes(_, let range) where range.isEmpty:
            return MHD_create_response_from_buffer(0, nil, .RESPMEM_PERSISTENT)
        case .bytes(let bytes, let range):
            // The array's storage does not move and is not written while the owner holds a reference to it: another
            // holder's write would copy first. So the bytes are sent from where they lie.
            let owner = Unmanaged.passRetained(ByteOwner(bytes))
            let start = bytes.withUnsafeBytes { $0.baseAddress.map { $0 + range.lowerBound } }
            let response = MHD_create_response_from_buffer_with_free_callback_cls(
                range.count,
                UnsafeMutableRawPointer(mutating: start),
                releaseOwner,
                owner.toOpaque()
            )
            if response == nil { owner.release() }
            return response
        case .file(let file, let range):
            guard let descriptor = file.duplicate() else { return nil }
            return MHD_create_response_from_fd_at_offset64(
                range.upperBound - range.lowerBound,
                descriptor,
                range.lowerBound
            )
        case .stream:
            guard let pipe else {
                return MHD_create_response_from_callback(unknownSize, 1, { _, _, _, _ in -1 }, nil, nil)
            }
            let source = Unmanaged.passRetained(pipe)
            let response = MHD_create_response_from_callback(
                unknownSize,
                16 << 10,
                readSource,
                source.toOpaque(),
                releaseSource
            )
            if response == nil { source.release() }
            return response
        }
    }
}

/// A pipe with the connection that reads it.
final class StreamSource: Sendable {
    let pipe: StreamPipe
    let connection: ConnectionHandle

    init(pipe: StreamPipe, connection: ConnectionHandle) {
        self.pipe = pipe
        self.connection = connection
    }
}

/// Holds an array while the library sends from it.
private final class ByteOwner: Sendable {
    let bytes: [UInt8]

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }
}

/// `MHD_SIZE_UNKNOWN`, a macro with a cast.
private let unknownSize = UInt64.max

private func releaseOwner(_ owner: UnsafeMutableRawPointer?) {
    if let owner { Unmanaged<ByteOwner>.fromOpaque(owner).release() }
}

private func releaseSource(_ source: UnsafeMutableRawPointer?) {
    if let source { Unmanaged<StreamSource>.fromOpaque(source).release() }
}

private func readSource(
    _ context: UnsafeMutableRawPointer?,
    _ position: UInt64,
    _ target: UnsafeMutablePointer<CChar>?,
    _ size: Int
) -> Int {
    guard let context, let target else { return -2 }
    let source = Unmanaged<StreamSource>.fromOpaque(context).takeUnretainedValue()
    switch source.pipe.read(into: target, size, of: source.connection) {
    case .bytes(let count): return count
    case .parked: return 0
    case .end: return -1  // MHD_CONTENT_READER_END_OF_STREAM
    case .failure: return -2  // MHD_CONTENT_READER_END_WITH_ERROR
    }
}
