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
    var headers: HTTPFields
    /// What `Content-Length` says; nil for a chunked body.
    var bodyBytes: Int?

    /// Whether a body follows.
    var hasBody: Bool { bodyBytes != 0 }

    private static let methods: [String: HTTPRequest.Method] = [
        "GET": .get, "HEAD": .head, "POST": .post, "PUT": .put, "DELETE": .delete, "PATCH": .patch,
        "OPTIONS": .options,
    ]

    /// Reads and judges what the library, lenient even when it is strict, lets through.
    init(
        _ line: RequestLine,
        _ handle: ConnectionHandle,
        target: String,
        limits: ServerConfiguration
    ) throws(Refusal) {
        guard target.utf8.count <= limits.maximumTargetBytes else { throw .targetTooLong }
        guard cmhd_header_size(handle.pointer) <= limits.maximumHeaderBytes else { throw .headersTooLarge }
        let name = line.method.map { String(cString: $0) } ?? ""
        guard let method = Self.methods[name] else { throw .unknownMethod(name) }
        self.method = method
        var collected = Collected()
        _ = withUnsafeMutablePointer(to: &collected) { collected in
            MHD_get_connection_values_n(handle.pointer, .HEADER_KIND, collectField, collected)
        }
        guard !collected.broken else { throw .malformed("a header field is broken") }
        headers = collected.headers
        let isOld = line.version.map { strcmp($0, "HTTP/1.0") == 0 } ?? false
        guard collected.hosts == 1 || (collected.hosts == 0 && isOld) else {
            throw .malformed("it needs one Host field")
        }
        bodyBytes = try collected.bodyBytes(isOld: isOld, limit: limits.maximumBodyBytes)
    }
}

/// The header fields as the library's iterator brings them, and those among them that say where the request ends.
private struct Collected {
    var headers = HTTPFields()
    var broken = false
    var hosts = 0
    var lengths: [String] = []
    var codings: [String] = []

    mutating func add(_ name: HTTPField.Name, _ value: String) {
        headers.append(HTTPField(name: name, value: value))
        switch name.canonicalName {
        case "host": hosts += 1
        case "content-length": lengths.append(value)
        case "transfer-encoding": codings.append(value)
        default: break
        }
    }

    /// The body's size, nil for a chunked one. What could be read in two ways is refused: it is how requests are
    /// smuggled past a proxy.
    func bodyBytes(isOld: Bool, limit: Int) throws(Refusal) -> Int? {
        guard codings.isEmpty else {
            guard lengths.isEmpty else { throw .malformed("it has both Content-Length and Transfer-Encoding") }
            guard !isOld else { throw .malformed("HTTP/1.0 has no Transfer-Encoding") }
            guard codings.count == 1, codings[0].lowercased() == "chunked" else { throw .unknownTransferCoding }
            return nil
        }
        guard let length = lengths.first else { return 0 }
        guard lengths.count == 1 else { throw .malformed("it has two Content-Lengths") }
        guard !length.isEmpty, length.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            throw .malformed("its Content-Length is no number")
        }
        guard let bytes = Int(length), bytes <= limit else { throw .bodyTooLarge(limit: limit) }
        return bytes
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
    guard let collected = context?.assumingMemoryBound(to: Collected.self) else { return .NO }
    let nameBytes = UnsafeRawBufferPointer(start: name, count: nameSize)
    let valueBytes = UnsafeRawBufferPointer(start: value, count: valueSize)
    // A blank before the colon, a control character, a name that is no token: two readers might read it in two ways.
    guard let name = HTTPField.Name(String(decoding: nameBytes, as: UTF8.self)),
        valueBytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
    else {
        collected.pointee.broken = true
        return .NO
    }
    collected.pointee.add(name, String(decoding: valueBytes, as: UTF8.self))
    return .YES
}
