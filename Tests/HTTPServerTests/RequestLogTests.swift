import Foundation
import HTTPTypes
import Logging
import Testing

@testable import HTTPServer

@Suite(.timeLimit(.minutes(1))) struct RequestLogTests {
    private func request(target: String = "/a?q=b", person: String? = "ada") -> LoggedRequest {
        LoggedRequest(
            time: 1_795_796_401.5,
            id: "abc",
            client: "192.0.2.7",
            person: person,
            method: "GET",
            target: target,
            mask: PathMask(secret: ["shared", "invitations"]),
            status: 200,
            bytes: 12,
            nanoseconds: 3_004_999,
            isWhole: true
        )
    }

    @Test("A line in text")
    func writesText() {
        #expect(
            request().line(.text, queries: false) == """
                time=2026-11-27T16:20:01.500Z id=abc client=192.0.2.7 person=ada method=GET path=/a status=200 \
                bytes=12 milliseconds=3.004 whole=true\n
                """
        )
        #expect(request().line(.text, queries: true).contains(" path=/a query=\"q=b\" "))
    }

    @Test("A line in JSON, with null for what is not known")
    func writesJSON() throws {
        var logged = request(person: nil)
        logged.status = nil
        let line = logged.line(.json, queries: false)
        #expect(line.hasSuffix("}\n"))
        let read = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(read["path"] as? String == "/a")
        #expect(read["person"] is NSNull && read["status"] is NSNull)
        #expect(read["milliseconds"] as? Double == 3.004)
    }

    @Test(
        "No name of a person breaks out of its line or speaks to the terminal",
        arguments: [
            "a\nb", "a\r\nb", "a\"}{\"b", "a\\", "a\u{1B}[2J", "a\u{9B}2J", "a\u{2028}b", "a\u{202E}b", "\0", "", "a b",
        ]
    )
    func escapes(person: String) throws {
        for format in RequestLog.Format.allCases {
            let line = request(person: person).line(format, queries: false)
            #expect(line.unicodeScalars.count { $0 == "\n" } == 1)
            #expect(line.dropLast().unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
            #expect(!line.unicodeScalars.contains("\u{202E}") && !line.unicodeScalars.contains("\u{2028}"))
        }
        let line = request(person: person).line(.json, queries: false)
        let read = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        #expect(read["person"] as? String == person)
    }

    @Test(
        "Secrets in paths are hidden, and queries left out, however they are written",
        arguments: [
            ("/shared/token", "/shared/…"), ("/shared/token/files/5?x", "/shared/…/files/5"),
            ("/invitations/token", "/invitations/…"), ("/%73hared/token", "/%73hared/…"),
            ("http://host/shared/token", "/shared/…"), ("//shared/token", "//shared/…"), ("/shared", "/shared"),
            ("/shared/", "/shared/"), ("/sharedx/a", "/sharedx/a"), ("/x/../shared/token", "/x/../shared/…"),
            ("/shared/to\nken", "/shared/…"), ("/a\nb\u{1B}\u{E9}", "/a%0Ab%1B%C3%A9"), ("/shared/a%zz", "/shared/…"),
            ("/?q=/shared/x", "/"), ("http://host?q", "/"), ("", ""), ("*", "*"),
        ]
    )
    func hidesSecrets(target: String, path: String) {
        #expect(PathMask(secret: ["shared", "invitations"]).path(target) == path)
    }

    @Test("Names of requests are short, and no two are the same")
    func namesRequests() {
        let names = (0..<10_000).map { RequestID.text(UInt64.max - 5_000 &+ $0) }
        #expect(Set(names).count == names.count)
        #expect(names.allSatisfy { $0.utf8.count == 10 })
    }

    @Test("What a server answers is written down, with who asked, and found by its id")
    func writesRequests() async throws {
        try await withFolder { folder in
            let descriptor = open(folder + "/log", O_WRONLY | O_CREAT | O_APPEND, 0o600)
            defer { close(descriptor) }
            var router = Router.hello
            router.secretSegments = ["shared"]
            router.get("/shared/{token}") { (request, _: String) in
                request.note(person: "ada")
                return .text("\(request.loggedPath) \(request.id ?? "")")
            }
            let server = HTTPServer(
                router: router,
                logger: Logger(label: "log"),
                log: RequestLog(format: .json, descriptor: descriptor)
            )
            try server.start()
            let shared = try await server.get("/shared/token")
            let missing = try await server.get("/none")
            let refused = try await server.answer(to: "GET /shared/a%zz HTTP/1.1\r\nHost: a\r\n\r\n")
            await server.stop()
            let lines = try String(contentsOfFile: folder + "/log", encoding: .utf8).split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[0].contains("\"person\":\"ada\"") && lines[0].contains("\"path\":\"/shared/…\""))
            let id = try #require(shared.text.split(separator: " ").last)
            #expect(shared.text.hasPrefix("/shared/… ") && lines[0].contains("\"id\":\"\(id)\""))
            for (line, answer) in zip(lines.dropFirst(), [missing, refused]) {
                let id = try #require(answer["x-request-id"])
                #expect(line.contains("\"id\":\"\(id)\""))
            }
            #expect(!lines.joined().contains("token") && !lines.joined().contains("zz"))
        }
    }

    @Test("Who writes waits for no reader; what finds no room is counted")
    func waitsForNobody() async throws {
        var ends: [Int32] = [0, 0]
        #expect(pipe(&ends) == 0)
        let log = RequestLog(format: .json, descriptor: ends[1], room: 100)
        // A pipe takes some hundred lines, the queue a hundred more.
        for _ in 0..<5_000 { log.add(request()) }
        await log.flush(within: .milliseconds(50))
        let reader = FileHandle(fileDescriptor: ends[0], closeOnDealloc: true)
        let reading = Task.detached { try reader.readToEnd() }
        await log.flush(within: .seconds(20))
        close(ends[1])
        let text = String(decoding: try await reading.value ?? Data(), as: UTF8.self)
        let lines = text.split(separator: "\n")
        let lost = try lines.compactMap { line in
            let read = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return read?["lost"] as? Int
        }
        #expect(!lost.isEmpty)
        #expect(lines.count - lost.count + lost.reduce(0, +) == 5_000)
    }
}
