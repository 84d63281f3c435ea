import Foundation
import Segmind
import Testing

@Suite struct DownloadTests {
    @Test func bringsTheBytes() async throws {
        try await withAnswer(answer(200, "image/jpeg", bytes: jpeg)) { client, server in
            let bytes = try await client.download(server.address + "/media/a.jpg?x=1")
            #expect(bytes == jpeg)
            #expect(server.received.first?.path == "/media/a.jpg?x=1")
            #expect(server.received.first?.headers["x-api-key"] == key)
        }
    }

    @Test func takesNoKeyToAnotherHost() async throws {
        let media = try ScriptedServer { _ in answer(200, "image/jpeg", bytes: jpeg) }
        defer { media.stop() }
        try await withAnswer(answer(302, "text/plain", "", "Location: \(media.address)/a.jpg")) { client, server in
            let bytes = try await client.download(server.address + "/media/a.jpg")
            #expect(bytes == jpeg)
            let again = try await client.download(media.address + "/a.jpg")
            #expect(again == jpeg)
            // The same server under another name is another host.
            _ = try? await client.download("http://localhost:\(server.port)/media/a.jpg")
            let keys = (media.received + server.received).map { $0.headers["x-api-key"] }
            #expect(keys == [nil, nil, nil, key, nil])
        }
    }

    @Test func takesTheKeyToTheHistoryHost() async throws {
        let server = try ScriptedServer { _ in answer(200, "image/jpeg", bytes: jpeg) }
        defer { server.stop() }
        try await withClient(at: "http://127.0.0.1:1", history: server.address) { client in
            _ = try await client.download(server.address + "/a.jpg")
            #expect(server.received.first?.headers["x-api-key"] == key)
        }
    }

    @Test func followsARelativeRedirect() async throws {
        let server = try ScriptedServer { request in
            request.path == "/a/b"
                ? answer(301, "text/plain", "", "Location: c") : answer(200, "image/jpeg", bytes: jpeg)
        }
        defer { server.stop() }
        try await withClient(at: server.address) { client in
            let bytes = try await client.download(server.address + "/a/b")
            #expect(bytes == jpeg)
            #expect(server.received.map(\.path) == ["/a/b", "/a/c"])
        }
    }

    @Test func endsACircleOfRedirects() async throws {
        try await withAnswer(answer(302, "text/plain", "", "Location: /again")) { client, server in
            let error = await fault { try await client.download(server.address + "/again") }
            #expect(error == .badRedirect("more than 5 redirects"))
            #expect(server.received.count == 6)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:,x", "", "http://", "https://user:word@host/a"])
    func takesOnlyAddressesOfTheWeb(_ address: String) async throws {
        try await withAnswer(answer(302, "text/plain", "", "Location: \(address)")) { client, server in
            for url in [address, server.address + "/redirect"] where !(address.isEmpty && url != address) {
                let error = await fault { try await client.download(url) }
                guard case .badRedirect? = error else { throw Unexpected(error) }
            }
        }
    }

    @Test(arguments: [true, false])
    func stopsReadingAtTheLimit(_ announces: Bool) async throws {
        let body = [UInt8](repeating: 1, count: 2_000_000)
        let bytes =
            announces
            ? answer(200, "image/png", bytes: body) : Array("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n".utf8) + body
        try await withAnswer(bytes, adjust: { $0.maximumPictureBytes = 100_000 }) { client, server in
            let error = await fault { try await client.download(server.address + "/a.png") }
            #expect(error == .tooLarge(limit: 100_000))
        }
    }

    @Test func noticesAPictureThatBrokeOff() async throws {
        let bytes = Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n".utf8) + jpeg
        try await withAnswer(bytes) { client, server in
            let error = await fault { try await client.download(server.address + "/a.jpg") }
            guard case .answerLost? = error else { throw Unexpected(error) }
            #expect(error?.mayPass == true)
        }
    }

    @Test func saysThatThePictureIsGone() async throws {
        try await withAnswer(answer(404, "text/html", "<h1>gone</h1>")) { client, server in
            let error = await fault { try await client.download(server.address + "/a.jpg") }
            #expect(error == .unknown("<h1>gone</h1>"))
        }
    }
}
