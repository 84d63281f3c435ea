import HTTPTypes

/// A response as it goes out: conditions, ranges and compression settled.
struct Outgoing: Sendable {
    /// What is sent behind the header.
    enum Content: Sendable {
        case empty
        case bytes([UInt8], Range<Int>)
        case file(OpenFile, Range<UInt64>)
        case stream(BodyStream)
    }

    var status: HTTPResponse.Status
    var headers: HTTPFields
    var content: Content
    /// Whether the client is told that it may ask for parts; beside the fields, whose copy costs more than the answer.
    var acceptsRanges = false
    /// What has all of this ready but the status.
    var reusable: ReusableResponse?

    /// How many bytes of body it has; nil for a stream.
    var size: UInt64? {
        switch content {
        case .empty: 0
        case .bytes(_, let range): UInt64(range.count)
        case .file(_, let range): range.upperBound - range.lowerBound
        case .stream: nil
        }
    }

    /// Takes a response as it is.
    ///
    /// - Throws: ``Refusal/fileMissing(path:)`` when the body is a file that cannot be opened.
    init(_ response: Response) throws(Refusal) {
        status = response.status
        headers = response.headers
        switch response.body {
        case .empty: content = .empty
        case .bytes(let bytes): content = .bytes(bytes, 0..<bytes.count)
        case .file(let path):
            // Not with `??`, which forgets what kind of error it passes on.
            let file = if let held = response.ready?.file { held } else { try OpenFile(path: path) }
            content = .file(file, 0..<file.size)
        case .stream(let stream): content = .stream(stream)
        }
    }

    /// Settles what the request asks of a response.
    ///
    /// - Throws: ``Refusal/fileMissing(path:)`` when the body is a file that cannot be opened.
    init(_ response: Response, for request: Request) throws(Refusal) {
        if let ready = response.ready?.outgoing(for: request) {
            self = ready
            return
        }
        try self.init(response)
        let compressible = isCompressible
        let asksForRange = request.asksForRange
        if compressible { vary() }
        if status == .ok, request.method == .get || request.method == .head {
            if isHeld(by: request) {
                status = .notModified
                // The library says the content's length without sending it; that of a page depends on the coding.
                if compressible { content = .empty }
                return
            }
            acceptsRanges = mayBeAskedForParts
            if asksForRange { takePart(request) }
        }
        if compressible, status != .partialContent, !asksForRange, request.acceptsGzip { compress() }
    }

    /// Whether gzip makes the body smaller.
    var isCompressible: Bool {
        guard case .bytes(let bytes, _) = content, bytes.count >= Gzip.smallestBody, shrinks else { return false }
        return headers[.contentEncoding] == nil
    }

    /// Pictures and downloads are fetched in parts; of a page nobody wants to know.
    var mayBeAskedForParts: Bool { !shrinks && size != nil }

    /// The entity tag.
    var tag: EntityTag? { headers[.eTag].flatMap { EntityTag(field: $0) } }

    // Looked for by hand: the subscript joins values, which this path at every request can do without.
    private var shrinks: Bool { Gzip.shrinks(type: headers.first { $0.name == .contentType }?.value ?? "") }

    /// Says that the coding was chosen by what the client takes.
    mutating func vary() {
        let named = headers[values: .vary].joined(separator: ",").lowercased()
        if !named.contains("accept-encoding"), named != "*" {
            headers.append(HTTPField(name: .vary, value: "Accept-Encoding"))
        }
    }

    private func isHeld(by request: Request) -> Bool {
        guard let held = request.field("if-none-match"), let tag else { return false }
        return tag.isNamed(in: held)
    }

    private mutating func takePart(_ request: Request) {
        guard let size, let field = request.field("range"), isSame(as: request.field("if-range")) else { return }
        switch ByteRange(field, size: size) {
        case .whole: return
        case .unsatisfiable:
            status = .rangeNotSatisfiable
            headers[.contentRange] = "bytes */\(size)"
            content = .empty
        case .part(let part):
            status = .partialContent
            headers[.contentRange] = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(size)"
            switch content {
            case .bytes(let bytes, _): content = .bytes(bytes, Int(part.lowerBound)..<Int(part.upperBound))
            case .file(let file, _): content = .file(file, part)
            case .empty, .stream: break
            }
        }
    }

    /// Whether the entity is still the one of which the client holds a part.
    private func isSame(as ifRange: String?) -> Bool {
        guard let ifRange else { return true }
        return tag?.isSame(as: ifRange) == true || headers[.lastModified] == ifRange
    }

    private mutating func compress() {
        guard case .bytes(let bytes, _) = content, let small = Gzip.compress(bytes, level: 4) else { return }
        content = .bytes(small, 0..<small.count)
        headers[.contentEncoding] = "gzip"
        // Other bytes than the tag was made for, with the same meaning.
        if let tag { headers[.eTag] = EntityTag(tag.tag, weak: true).description }
    }
}
