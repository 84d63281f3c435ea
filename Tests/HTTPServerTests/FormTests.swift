import HTTPServer
import HTTPTypes
import Testing

@Suite struct FormTests {
    private func request(_ type: String?, _ body: String) throws -> Request {
        var headers = HTTPFields()
        headers[.contentType] = type
        return try Request(method: .post, target: "/", headers: headers, body: Array(body.utf8))
    }

    private func multipart(_ body: String, boundary: String = "xyz") throws -> Form {
        try request("multipart/form-data; boundary=\(boundary)", body).form()
    }

    @Test func readsUrlencodedFields() throws {
        let form = try request("application/x-www-form-urlencoded; charset=UTF-8", "a=1&b=x+y&a=2&prompt=%0D%0Aline")
            .form()
        #expect(form["a"] == "1")
        #expect(form.all("a") == ["1", "2"])
        #expect(form["b"] == "x y")
        #expect(form["prompt"] == "\r\nline")
        #expect(form.names == ["a", "b", "prompt"])
        #expect(form["none"] == nil)
    }

    @Test func readsFieldsAndFilesOfAMultipartForm() throws {
        let form = try multipart(
            """
            --xyz\r
            Content-Disposition: form-data; name="prompt"\r
            \r
            a red cat\r
            on two lines\r
            --xyz\r
            content-disposition: form-data; name="file"; filename="cat.png"\r
            Content-Type: image/png\r
            \r
            \0\u{1}--xy\r
            \r
            --xyz--\r

            """
        )
        #expect(form["prompt"] == "a red cat\r\non two lines")
        let bytes = Array("\0\u{1}--xy\r\n".utf8)
        #expect(form.files == [Upload(name: "file", fileName: "cat.png", contentType: "image/png", bytes: bytes)])
    }

    @Test("A file whose name begins with an accent, or has one behind a quote, keeps its name and its bytes")
    func readsNamesWithAccentsBehindQuotes() throws {
        let form = try multipart(
            "--xyz\r\nContent-Disposition: form-data; name=\"\u{301}f\"; filename=\"\u{301}a%22\u{301}.png\"\r\n"
                + "Content-Type: image/png\r\n\r\nx\r\n--xyz--\r\n"
        )
        let file = try #require(form.files.first)
        #expect(Array(file.name.utf8) == Array("\u{301}f".utf8))
        #expect(Array(file.fileName.utf8) == Array("\u{301}a\"\u{301}.png".utf8))
        #expect(file.bytes == Array("x".utf8))
    }

    @Test func readsEmptyFields() throws {
        let form = try multipart("--xyz\r\nContent-Disposition: form-data; name=a\r\n\r\n\r\n--xyz--")
        #expect(form["a"] == "")
    }

    @Test func leavesOutAFileThatWasNotChosen() throws {
        let form = try multipart(
            "--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n\r\n--xyz--\r\n"
        )
        #expect(form.files.isEmpty)
        #expect(form.pairs.isEmpty)
    }

    @Test func unescapesNames() throws {
        let form = try multipart(
            "--xyz\r\nContent-Disposition: form-data; name=\"a%22b\"; filename=\"c\\\"d; e.png\"\r\n\r\nx\r\n--xyz--"
        )
        #expect(form.files.first?.name == "a\"b")
        #expect(form.files.first?.fileName == "c\"d; e.png")
    }

    @Test func skipsAPreambleAndReadsAQuotedBoundary() throws {
        let form = try multipart(
            "hello\r\n--x y\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x y--\r\nbye",
            boundary: "\"x y\""
        )
        #expect(form["a"] == "1")
    }

    @Test(arguments: [
        "", "--xyz", "--xyz\r\n", "nothing", "--xyz\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
        "--xyz\r\n\r\n1\r\n--xyz--", "--xyz\r\nContent-Disposition: form-data\r\n\r\n1\r\n--xyz--",
        "--xyz\r\nno header at all\r\n--xyz--", "--xyzContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--xyz--",
    ])
    func refusesBrokenMultipart(body: String) throws {
        #expect(throws: FormError.self) { try multipart(body) }
    }

    @Test func takesAnEmptyMultipartForm() throws {
        #expect(try multipart("--xyz--\r\n") == Form())
    }

    @Test func refusesAMissingBoundary() throws {
        #expect(throws: FormError.malformed("its boundary is missing")) {
            try request("multipart/form-data", "--xyz--").form()
        }
    }

    @Test func refusesOtherTypes() throws {
        #expect(throws: FormError.otherType("application/json")) { try request("application/json", "{}").form() }
        #expect(throws: FormError.otherType("")) { try request(nil, "a=1").form() }
    }

    @Test func refusesTooManyFields() throws {
        let body = Array(repeating: "a=1", count: 2001).joined(separator: "&")
        #expect(throws: FormError.tooManyFields(limit: 2000)) {
            try request("application/x-www-form-urlencoded", body).form()
        }
    }

    @Test func survivesEveryTruncation() throws {
        let whole = "--xyz\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n\"\r\n\r\nbytes\r\n--xyz--\r\n"
        for length in 0..<whole.utf8.count {
            _ = try? multipart(String(decoding: whole.utf8.prefix(length), as: UTF8.self))
        }
    }
}
