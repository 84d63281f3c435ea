import Fuzzing
import HTTPTypes
import Testing

@testable import HTTPServer

@Suite("No header field breaks its reader", .timeLimit(.minutes(20)))
struct FieldFuzzTests {
    @Test("any Cookie field is read, and one cookie asked for is the one among all")
    func cookies() {
        let corpus = [
            "session=abc; theme=dark", "a=\"quoted\"; b = c ;d", "session=1; session=2;;=;x=", "session=\"",
            "session==; a",
            "sessions=1; session", "session\t=5", " \tsession=a b; theme=\"\"",
        ]
        let words = [";", "=", "\"", "session", "session=", " ", "\t", "theme="]
        var mutator = Mutator(seed: 1, corpus: corpus.map { Array($0.utf8) }, words: words)
        let broken = Fuzz.run("cookies", &mutator, rounds: 5000) { input, _ in
            let half = input.count / 2
            let lines = [input[..<half], input[half...]].map { String(decoding: $0, as: UTF8.self) }
            let all = Cookies.parse(lines)
            return all.count <= input.count
                && ["session", "theme", "a", "x"].allSatisfy { Cookies.first($0, in: lines) == all[$0] }
        }
        #expect(broken == nil)
    }

    @Test("the parameters behind any field's value are read, and none is longer than the field")
    func parameters() {
        let corpus = [
            "form-data; name=\"a\"; filename=\"b.png\"", "multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk",
            "x; a=\"\\\"\\\\\"; A=b ; ;=;name", "; name = c;name=\"", "form-data; name*=UTF-8''%e2%82%ac; name=x",
        ]
        var mutator = Mutator(
            seed: 2,
            corpus: corpus.map { Array($0.utf8) },
            words: [";", "=", "\"", "\\", "\\\"", "name=", "filename="]
        )
        let broken = Fuzz.run("parameters", &mutator, rounds: 5000) { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            let parameters = HeaderParameters(text)
            return ["name", "filename", "boundary", "a", ""].allSatisfy {
                (parameters[$0]?.utf8.count ?? 0) <= text.utf8.count
            }
        }
        #expect(broken == nil)
    }

    @Test("any Range field asks for nothing outside of what there is")
    func ranges() {
        let corpus = ["bytes=0-99", "bytes=100-", "bytes=-50", "bytes=0-0,5-9", "Bytes= 1-2", "bytes=-", "items=0-1"]
        var mutator = Mutator(seed: 3, corpus: corpus.map { Array($0.utf8) }, words: ["-", "=", ",", "bytes="])
        let broken = Fuzz.run("ranges", &mutator, rounds: 5000) { input, chance in
            let size = [0, 1, 100, .max, UInt64.random(in: 0...200, using: &chance)].randomElement(using: &chance) ?? 0
            guard case .part(let part) = ByteRange(String(decoding: input, as: UTF8.self), size: size) else {
                return true
            }
            return !part.isEmpty && part.upperBound <= size
        }
        #expect(broken == nil)
    }

    @Test("any If-None-Match, If-Range and Accept-Encoding is read, and a tag that is written is the same when read")
    func conditions() throws {
        let corpus = ["\"a\"", "W/\"a\", \"b,c\"", "*", "gzip;q=0.5, *;q=0", "deflate, gzip;q=nan", "\"", "W/"]
        var mutator = Mutator(
            seed: 4,
            corpus: corpus.map { Array($0.utf8) },
            words: ["\"", "W/", ",", ";q=", "gzip", "*"]
        )
        let broken = try Fuzz.run("conditions", &mutator, rounds: 5000) { input, _ in
            let text = String(decoding: input, as: UTF8.self)
            let request = try Request(
                method: .get,
                target: "/",
                headers: [.acceptEncoding: text, .ifNoneMatch: text, .ifRange: text]
            )
            _ = request.acceptsGzip
            _ = request.holds(etag: "a")
            _ = EntityTag("a").isSame(as: text)
            let tag = EntityTag(text, weak: input.count % 2 == 0)
            return EntityTag(field: tag.description) == tag && tag.isNamed(in: "\"x\", \(tag)")
        }
        #expect(broken == nil)
    }
}
