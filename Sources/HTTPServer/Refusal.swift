import HTTPTypes

/// Why the server itself refuses a request, before or instead of a handler.
public enum Refusal: Error, Sendable, Hashable, CustomStringConvertible {
    /// The request line or the header block breaks the rules of HTTP: what is wrong with it.
    case malformed(String)
    /// The path is wrongly encoded, or no path.
    case badTarget
    /// The target is longer than the server reads.
    case targetTooLong
    /// The header block is larger than the server reads.
    case headersTooLarge
    /// The body is larger than the server takes, in bytes.
    case bodyTooLarge(limit: Int)
    /// A large body from somebody who may not send it here.
    case notAdmitted
    /// No method that the server knows.
    case unknownMethod(String)
    /// No version of HTTP that the server speaks.
    case unknownVersion
    /// The address exists, but not for this method; these it takes.
    case methodNotAllowed([HTTPRequest.Method])
    /// A transfer coding other than chunked.
    case unknownTransferCoding
    /// The file that a handler answered with is not there or cannot be read.
    case fileMissing(path: String)
    /// The server is on its way down.
    case stopping

    /// The status that says so.
    public var status: HTTPResponse.Status {
        switch self {
        case .malformed, .badTarget: .badRequest
        case .targetTooLong: .uriTooLong
        case .headersTooLarge: .requestHeaderFieldsTooLarge
        case .bodyTooLarge: .contentTooLarge
        case .notAdmitted: .unauthorized
        case .unknownMethod, .unknownTransferCoding: .notImplemented
        case .unknownVersion: .httpVersionNotSupported
        case .methodNotAllowed: .methodNotAllowed
        case .fileMissing: .notFound
        case .stopping: .serviceUnavailable
        }
    }

    /// A sentence for the person who asked.
    public var sentence: String {
        switch self {
        case .malformed(let fault): "The request cannot be understood: \(fault)."
        case .badTarget: "The address is wrongly written."
        case .targetTooLong: "The address is too long."
        case .headersTooLarge: "The request's header is too large."
        case .bodyTooLarge(let limit): "The request is larger than the \(limit) bytes that are taken."
        case .notAdmitted: "You may not send this here: sign in first, or ask for the right to."
        case .unknownMethod: "The request's method is not known here."
        case .unknownVersion: "Only HTTP/1.1 and HTTP/1.0 are spoken here."
        case .methodNotAllowed: "This address does not take that method."
        case .unknownTransferCoding: "The request's transfer coding is not known here."
        case .fileMissing: "The file is not there."
        case .stopping: "The server is stopping. Try again in a moment."
        }
    }

    /// As ``sentence``.
    public var description: String { sentence }
}
