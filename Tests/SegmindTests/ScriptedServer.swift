import Foundation
import Glibc
import Synchronization

/// A server of one socket that answers with exactly the bytes it is told, however wrong they are.
final class ScriptedServer: Sendable {
    struct Received: Sendable {
        var line: String
        var headers: [String: String]
        var body: String

        var path: String { line.split(separator: " ").dropFirst().first.map(String.init) ?? "" }
    }

    let port: UInt16
    private let socket: Int32
    private let log = Mutex<[Received]>([])

    var address: String { "http://127.0.0.1:\(port)" }
    var received: [Received] { log.withLock { $0 } }

    /// Listens on a port that the system picks; each connection is answered once and closed.
    init(_ answer: @escaping @Sendable (Received) -> [UInt8]) throws {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_in()
        name.sin_family = sa_family_t(AF_INET)
        name.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutablePointer(to: &name) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, size) == 0 && listen(socket, 16) == 0 && getsockname(socket, $0, &size) == 0
            }
        }
        guard isListening else { throw POSIXError(.EADDRINUSE) }
        self.socket = socket
        port = UInt16(bigEndian: name.sin_port)
        Thread.detachNewThread { [self] in
            while case let connection = accept(socket, nil, nil), connection >= 0 {
                Thread.detachNewThread { self.serve(connection, answer) }
            }
            // Only here: a number that is closed elsewhere could be another server's by the next accept.
            close(socket)
        }
    }

    func stop() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    private func serve(_ connection: Int32, _ answer: (Received) -> [UInt8]) {
        defer { close(connection) }
        guard let received = Self.read(connection) else { return }
        log.withLock { $0.append(received) }
        var rest = answer(received)[...]
        while !rest.isEmpty {
            let sent = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            guard sent > 0 else { return }
            rest = rest.dropFirst(sent)
        }
        shutdown(connection, Int32(SHUT_WR))
        // Until the client has closed, too: closing with unread bytes would reset what it has not read yet.
        var sink = [UInt8](repeating: 0, count: 4096)
        while recv(connection, &sink, sink.count, 0) > 0 {}
    }

    private static func read(_ connection: Int32) -> Received? {
        var bytes: [UInt8] = []
        var part = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(connection, &part, part.count, 0)
            guard count > 0 else { return nil }
            bytes += part[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let lines = text[..<end.lowerBound].components(separatedBy: "\r\n")
            let headers = lines.dropFirst().reduce(into: [String: String]()) { headers, line in
                let pair = line.split(separator: ":", maxSplits: 1)
                headers[pair[0].lowercased()] = pair.last.map { $0.trimmingCharacters(in: .whitespaces) }
            }
            let body = String(text[end.upperBound...])
            guard body.utf8.count >= headers["content-length"].flatMap({ Int($0) }) ?? 0 else { continue }
            return Received(line: lines[0], headers: headers, body: body)
        }
    }
}

/// A whole answer of JSON.
func answer(_ status: Int, _ json: String) -> [UInt8] {
    answer(status, "application/json", json)
}

/// A whole answer of text with further headers.
func answer(_ status: Int, _ type: String, _ body: String, _ headers: String...) -> [UInt8] {
    answer(status, type, bytes: Array(body.utf8), headers)
}

/// A whole answer with its length.
func answer(_ status: Int, _ type: String, bytes: [UInt8], _ headers: [String] = []) -> [UInt8] {
    let lines = ["HTTP/1.1 \(status) Said", "Content-Type: \(type)", "Content-Length: \(bytes.count)"] + headers
    return Array((lines + ["Connection: close", "", ""]).joined(separator: "\r\n").utf8) + bytes
}
