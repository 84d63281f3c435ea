import HTTPTypes

extension Response {
    /// A page, as UTF-8.
    public static func html(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        .bytes(bytes, type: "text/html; charset=utf-8", status: status)
    }

    /// A page.
    public static func html(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        .html(Array(text.utf8), status: status)
    }

    /// Plain text.
    public static func text(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        .bytes(Array(text.utf8), type: "text/plain; charset=utf-8", status: status)
    }

    /// JSON that is already written.
    public static func json(_ bytes: [UInt8], status: HTTPResponse.Status = .ok) -> Response {
        .bytes(bytes, type: "application/json", status: status)
    }

    /// JSON that is already written.
    public static func json(_ text: String, status: HTTPResponse.Status = .ok) -> Response {
        .json(Array(text.utf8), status: status)
    }

    /// Bytes of a media type.
    public static func bytes(_ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(status: status, headers: [.contentType: type], body: .bytes(bytes))
    }

    /// A file of a media type.
    public static func file(path: String, type: String) -> Response {
        Response(headers: [.contentType: type], body: .file(path: path))
    }

    /// "Look there, with GET": what follows a form that was taken.
    ///
    /// - Parameter address: A path with its query, encoded; letters past ASCII may stand as they are.
    public static func seeOther(_ address: String) -> Response {
        Response(status: .seeOther, headers: [.location: PercentCoding.encodeAddress(address)])
    }

    /// "It has moved there for good."
    public static func movedPermanently(_ address: String) -> Response {
        Response(status: .movedPermanently, headers: [.location: PercentCoding.encodeAddress(address)])
    }

    /// "You have it already."
    public static var notModified: Response { Response(status: .notModified) }

    /// "You have it already": the entity with this tag, given without quotes.
    ///
    /// - Parameter weak: Whether the tag speaks for the meaning and not for every byte.
    public static func notModified(etag tag: String, weak: Bool = false) -> Response {
        Response.notModified.etag(tag, weak: weak)
    }

    /// "Done, and there is nothing to say."
    public static var noContent: Response { Response(status: .noContent) }

    /// The plain sentence for what the server refuses, where the application gives no page of its own.
    public static func refusal(_ refusal: Refusal) -> Response {
        var response = Response.text(refusal.sentence + "\n", status: refusal.status)
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
