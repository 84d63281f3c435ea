/// A `multipart/form-data` body, as RFC 7578 and the browsers write it.
struct Multipart {
    private let delimiter: [UInt8]

    init(boundary: String) {
        delimiter = Array("\r\n--\(boundary)".utf8)
    }

    func form(_ body: [UInt8]) throws(FormError) -> Form {
        var form = Form()
        // The first delimiter has no line break of its own.
        guard
            var index = body.starts(with: delimiter.dropFirst(2))
                ? delimiter.count - 2 : find(delimiter, in: body, from: 0).map({ $0 + delimiter.count })
        else { throw .malformed("it has no parts") }
        while !body[index...].starts(with: Self.dashes) {
            guard let start = lineEnd(in: body, from: index) else { throw .malformed("a part does not begin") }
            guard let end = find(delimiter, in: body, from: start - 2) else { throw .malformed("its end is missing") }
            try add(body, start, end, to: &form)
            guard form.fields.pairs.count + form.files.count <= Form.maximumFields else {
                throw .tooManyFields(limit: Form.maximumFields)
            }
            index = end + delimiter.count
        }
        return form
    }

    private func add(_ body: [UInt8], _ start: Int, _ end: Int, to form: inout Form) throws(FormError) {
        // From the line break before the part, so that a part without header lines is found empty.
        guard let blank = find(Self.blankLine, in: body, from: start - 2), blank + 4 <= max(end, start + 2) else {
            throw .malformed("a part has no header")
        }
        var disposition = ""
        var type = ""
        if blank > start {
            for line in String(decoding: body[start..<blank], as: UTF8.self).split(separator: "\r\n") {
                let halves = line.utf8.split(separator: UInt8(ascii: ":"), maxSplits: 1).map { Substring($0) }
                guard halves.count == 2 else { continue }
                switch halves[0].trimmingBlanks.lowercased() {
                case "content-disposition": disposition = String(halves[1])
                case "content-type": type = String(halves[1].trimmingBlanks)
                default: continue
                }
            }
        }
        let parameters = HeaderParameters(disposition)
        guard let name = parameters["name"].map(Self.unescape) else { throw .malformed("a part has no name") }
        let content = body[min(blank + 4, end)..<end]
        if let fileName = parameters["filename"].map(Self.unescape) {
            if fileName.isEmpty && content.isEmpty { return }
            form.files.append(Upload(name: name, fileName: fileName, contentType: type, bytes: Array(content)))
        } else {
            form.fields.pairs.append(Query.Pair(name: name, value: String(decoding: content, as: UTF8.self)))
        }
    }

    /// Where the line that the delimiter stands on ends; only blanks may follow it.
    private func lineEnd(in body: [UInt8], from index: Int) -> Int? {
        var index = index
        while index < body.count, body[index] == UInt8(ascii: " ") || body[index] == UInt8(ascii: "\t") { index += 1 }
        guard index + 1 < body.count, body[index] == UInt8(ascii: "\r"), body[index + 1] == UInt8(ascii: "\n") else {
            return nil
        }
        return index + 2
    }

    private func find(_ needle: [UInt8], in body: [UInt8], from start: Int) -> Int? {
        ByteSearch.first(needle, in: body, from: start)
    }

    /// The three escapes that the HTML standard has browsers write in names, whatever accent follows them.
    private static func unescape(_ name: String) -> String {
        var rest = Substring(name).utf8
        var text: [UInt8] = []
        while let byte = rest.popFirst() {
            if byte == UInt8(ascii: "%"), let escaped = escapes.first(where: { rest.starts(with: $0.digits.utf8) }) {
                text.append(escaped.byte)
                rest = rest.dropFirst(2)
            } else {
                text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static let escapes: [(digits: String, byte: UInt8)] = [("22", 0x22), ("0D", 0x0D), ("0A", 0x0A)]
    private static let dashes = Array("--".utf8)
    private static let blankLine = Array("\r\n\r\n".utf8)
}
