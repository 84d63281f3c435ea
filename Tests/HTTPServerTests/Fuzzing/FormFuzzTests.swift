import Fuzzing
import HTTPTypes
import Testing

@testable import HTTPServer

@Suite("No form breaks its reader", .timeLimit(.minutes(20)))
struct FormFuzzTests {
    @Test("any query is read, stays within its size, and is the same when it is written and read again")
    func query() {
        let corpus = [
            "a=1&b=x+y&a=2&prompt=%0D%0Aline", "q=model%3Adream&order=newest&from=12&back=%2F%3Fq%3D1", "&&=&a==b&%",
            "%E7%8C%AB=%F0%9F%A6%8A&%zz=%1&+=+", "tags=a%2Cb&tags=&rating=5",
        ]
        var mutator = Mutator(
            seed: 1,
            corpus: corpus.map { Array($0.utf8) },
            words: ["&", "=", "%", "%00", "+", "%C3%28"]
        )
        let broken = Fuzz.run("query", &mutator, rounds: 4000) { input, _ in
            let query = Query(encodedBytes: input)
            let again = Query(encoded: query.encoded)
            let decoded = query.pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
            return same(query, again) && query.pairs.count <= input.count && decoded <= 3 * input.count
        }
        #expect(broken == nil)
    }

    @Test("any target is refused, or has a path without zeros whose segments are its parts")
    func target() {
        let corpus = [
            "/", "/images/12?q=a+b&order=oldest", "http://contactsheet.local:8080/a%2Fb/c%20d?x=1",
            "/../..%2f/%2e%2e/x",
            "/%E7%8C%AB//?#", "*", "//host/path",
        ]
        var mutator = Mutator(
            seed: 2,
            corpus: corpus.map { Array($0.utf8) },
            words: ["/", "%2F", "%00", "?", "://", ".."]
        )
        let broken = Fuzz.run("target", &mutator, rounds: 4000) { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            guard let target = try? RequestTarget(text) else { return true }
            return target.path.utf8.first == UInt8(ascii: "/") && !target.path.utf8.contains(0)
                && target.segments.allSatisfy { !$0.utf8.contains(0) }
                && Array(target.path.utf8) == Array(("/" + target.segments.joined(separator: "/")).utf8)
                && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        }
        #expect(broken == nil)
    }

    @Test("any multipart body is refused, or its fields and files are no more than what was sent")
    func multipart() {
        let part = "Content-Disposition: form-data; name=\"prompt\"\r\n\r\na red cat\r\non two lines"
        let file =
            "content-disposition: form-data; name=\"file\"; filename=\"cat.png\"\r\nContent-Type: image/png\r\n\r\n\0\u{1}--xy"
        let corpus = [
            "--xyz\r\n\(part)\r\n--xyz\r\n\(file)\r\n--xyz--\r\n", "preamble\r\n--xyz \t\r\n\(file)\r\n--xyz--epilogue",
            "--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--xyz--", "--xyz--", "--xyz\r\n\r\n\r\n--xyz--",
        ]
        let words = [
            "\r\n--xyz", "--xyz--", "--", "\r\n\r\n", "\r\n", "name=\"", "filename=\"\"", ";", "\"", "\\", ":",
        ]
        var mutator = Mutator(seed: 3, corpus: corpus.map { Array($0.utf8) }, words: words)
        let broken = Fuzz.run("multipart", &mutator, rounds: 4000) { input, _ in
            guard let form = try? Multipart(boundary: "xyz").form(input) else { return true }
            let fields = form.fields.pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
            let files = form.files.reduce(0) { $0 + $1.bytes.count }
            return files <= input.count && fields <= 3 * input.count
                && form.fields.pairs.count + form.files.count <= min(input.count, Form.maximumFields)
        }
        #expect(broken == nil)
    }

    @Test("what a browser writes into a multipart body comes back, whatever the bytes are")
    func multipartRoundTrip() throws {
        var mutator = Mutator(seed: 4, corpus: [Array("a name, \"quoted\"; and more".utf8), [0, 13, 10, 45, 45]])
        let broken = try Fuzz.run("multipart-written", &mutator, rounds: 2000) { input, chance in
            var form = Form()
            for number in 0..<Int.random(in: 1...4, using: &chance) {
                let end = Int.random(in: 0...input.count, using: &chance)
                // A percent sign, a backslash and a zero in a name are written in several ways by browsers.
                let name = String(decoding: input[..<end].filter { !"%\\\0".utf8.contains($0) }, as: UTF8.self)
                if number % 2 == 0 {
                    form.fields.pairs.append(.init(name: name, value: String(decoding: input[end...], as: UTF8.self)))
                } else {
                    let upload = Upload(
                        name: name,
                        fileName: "n" + name,
                        contentType: "a/b",
                        bytes: Array(input[end...])
                    )
                    form.files.append(upload)
                }
            }
            let read = try Multipart(boundary: "a boundary of this test").form(written(form))
            return same(read.fields, form.fields) && read.files.map(\.bytes) == form.files.map(\.bytes)
                && read.files.map { Array($0.fileName.utf8) } == form.files.map { Array($0.fileName.utf8) }
        }
        #expect(broken == nil)
    }

    /// The fields first and then the files, as the HTML standard has browsers write a form.
    private func written(_ form: Form) -> [UInt8] {
        var body: [UInt8] = []
        func escaped(_ name: String) -> [UInt8] {
            name.utf8.flatMap { byte -> [UInt8] in
                switch byte {
                case UInt8(ascii: "\""): Array("%22".utf8)
                case UInt8(ascii: "\r"): Array("%0D".utf8)
                case UInt8(ascii: "\n"): Array("%0A".utf8)
                default: [byte]
                }
            }
        }
        func add(_ name: String, _ rest: [UInt8], _ content: [UInt8]) {
            body += Array("--a boundary of this test\r\nContent-Disposition: form-data; name=\"".utf8) + escaped(name)
            body += Array("\"".utf8) + rest + Array("\r\n\r\n".utf8) + content + Array("\r\n".utf8)
        }
        for field in form.fields.pairs { add(field.name, [], Array(field.value.utf8)) }
        for file in form.files {
            let type = Array("\"\r\nContent-Type: \(file.contentType)".utf8)
            add(file.name, Array("; filename=\"".utf8) + escaped(file.fileName) + type, file.bytes)
        }
        return body + Array("--a boundary of this test--\r\n".utf8)
    }
}

/// Byte by byte: two strings that look the same may be equal and yet be others.
private func same(_ one: Query, _ other: Query) -> Bool {
    one.pairs.count == other.pairs.count
        && zip(one.pairs, other.pairs).allSatisfy {
            $0.name.utf8.elementsEqual($1.name.utf8) && $0.value.utf8.elementsEqual($1.value.utf8)
        }
}
