/// Where a request's body ends, from the fields that say so.
enum BodyFraming {
    /// The body's size, nil for a chunked one. What could be read in two ways is refused: it is how requests are
    /// smuggled past a proxy.
    static func bytes(_ fields: HeaderBlock, isOld: Bool, limit: Int) throws(Refusal) -> Int? {
        let lengths = fields.values("content-length")
        let codings = fields.values("transfer-encoding")
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
