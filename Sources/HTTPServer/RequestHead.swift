import CMicrohttpd
import Glibc
import HTTPTypes

/// The request line but for its target, as the library hands it on with every call.
struct RequestLine {
    var method: UnsafePointer<CChar>?
    var version: UnsafePointer<CChar>?
}

/// A request line and header block that have been accepted.
struct RequestHead: Sendable {
    var method: HTTPRequest.Method
    var fields: HeaderBlock
    /// What `Content-Length` says; nil for a chunked body.
    var bodyBytes: Int?

    /// Whether a body follows.
    var hasBody: Bool { bodyBytes != 0 }

    private static let methods: [HTTPRequest.Method] = [.get, .head, .post, .put, .delete, .patch, .options]

    /// Reads and judges what the library, lenient even when it is strict, lets through.
    init(
        _ line: RequestLine,
        _ handle: ConnectionHandle,
        target: String,
        limits: ServerConfiguration
    ) throws(Refusal) {
        guard target.utf8.count <= limits.maximumTargetBytes else { throw .targetTooLong }
        let size = cmhd_header_size(handle.pointer)
        guard size <= limits.maximumHeaderBytes else { throw .headersTooLarge }
        let name = line.method.map { String(cString: $0) } ?? ""
        guard let method = Self.methods.first(where: { $0.rawValue == name }) else { throw .unknownMethod(name) }
        self.method = method
        let isOld = line.version.map { strcmp($0, "HTTP/1.0") == 0 } ?? false
        guard let version = line.version, isOld || strcmp(version, "HTTP/1.1") == 0 else { throw .unknownVersion }
        var received = ReceivedFields(size: size)
        _ = withUnsafeMutablePointer(to: &received) { received in
            MHD_get_connection_values_n(handle.pointer, .HEADER_KIND, collectField, received)
        }
        guard !received.broken else { throw .malformed("a header field is broken") }
        let fields = HeaderBlock(bytes: received.bytes, fields: received.fields)
        guard received.hosts == 1 || (received.hosts == 0 && isOld) else {
            throw .malformed("it needs one Host field")
        }
        bodyBytes = received.framed ? try BodyFraming.bytes(fields, isOld: isOld, limit: limits.maximumBodyBytes) : 0
        self.fields = fields
    }
}

private func collectField(
    _ context: UnsafeMutableRawPointer?,
    _ kind: MHD_ValueKind,
    _ name: UnsafePointer<CChar>?,
    _ nameSize: Int,
    _ value: UnsafePointer<CChar>?,
    _ valueSize: Int
) -> MHD_Result {
    guard let received = context?.assumingMemoryBound(to: ReceivedFields.self) else { return .NO }
    received.pointee.add(
        UnsafeRawBufferPointer(start: name, count: nameSize),
        UnsafeRawBufferPointer(start: value, count: valueSize)
    )
    return received.pointee.broken ? .NO : .YES
}
