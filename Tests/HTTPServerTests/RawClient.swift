import Dispatch
import Glibc

/// A client that writes and reads bytes, right or wrong ones. Its blocking calls run on a queue of their own, so that
/// the tests do not take the threads that the server's handlers need.
final class RawClient: Sendable {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    private let socket: Int32
    private let queue = DispatchQueue(label: "raw client")
    private let buffered = Buffered()

    /// Bytes that came with the last answer; touched on the queue only.
    private final class Buffered: @unchecked Sendable {
        var bytes: [UInt8] = []
    }

    /// - Parameter source: an address of loopback, to be somebody else from another.
    init(port: UInt16, from source: String = "127.0.0.1", receiveBuffer: Int32? = nil) throws {
        socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var own = sockaddr_in()
        own.sin_family = sa_family_t(AF_INET)
        own.sin_addr.s_addr = inet_addr(source)
        _ = withUnsafePointer(to: &own) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if var size = receiveBuffer {
            setsockopt(socket, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var limit = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            Glibc.close(socket)
            throw Failure(description: "connect: \(reason)")
        }
    }

    deinit {
        Glibc.close(socket)
    }

    /// Closes the writing half, as a client does that goes away.
    func hangUp() {
        shutdown(socket, Int32(SHUT_RDWR))
    }

    /// Says that nothing more will be sent; an answer can still be read.
    func finishSending() {
        shutdown(socket, Int32(SHUT_WR))
    }

    func send(_ text: String) async throws {
        try await send(Array(text.utf8))
    }

    func send(_ bytes: [UInt8]) async throws {
        try await onQueue {
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes { buffer in
                    Glibc.send(
                        self.socket,
                        buffer.baseAddress.map { $0 + sent },
                        bytes.count - sent,
                        Int32(MSG_NOSIGNAL)
                    )
                }
                guard count > 0 else { throw Failure(description: "send: \(String(cString: strerror(errno)))") }
                sent += count
            }
        }
    }

    /// Reads one response; `bodyless` for the answer to HEAD.
    func response(bodyless: Bool = false) async throws -> RawResponse {
        try await onQueue {
            var response = try RawResponse(head: String(decoding: self.take(through: "\r\n\r\n"), as: UTF8.self))
            if bodyless || response.status == 304 || response.status == 204 || response.status / 100 == 1 {
                return response
            }
            if response["transfer-encoding"] == "chunked" {
                while let chunk = try self.chunk() { response.body += chunk }
            } else if let length = response["content-length"].flatMap({ Int($0) }) {
                response.body = try self.take(length)
            } else {
                response.body = self.rest()
            }
            return response
        }
    }

    /// Reads a response's header and leaves the body unread.
    func head() async throws -> RawResponse {
        try await onQueue {
            try RawResponse(head: String(decoding: self.take(through: "\r\n\r\n"), as: UTF8.self))
        }
    }

    /// Reads one chunk of a chunked body; nil at its end.
    func nextChunk() async throws -> [UInt8]? {
        try await onQueue { try self.chunk() }
    }

    /// Reads up to and with a text.
    func read(through end: String) async throws -> String {
        try await onQueue { String(decoding: try self.take(through: end), as: UTF8.self) }
    }

    /// Reads so many bytes.
    func read(_ count: Int) async throws -> [UInt8] {
        try await onQueue { try self.take(count) }
    }

    /// Reads until the server closes, and answers what came.
    func readToEnd() async throws -> [UInt8] {
        try await onQueue { self.rest() }
    }

    private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try work() }) }
        }
    }

    private func chunk() throws -> [UInt8]? {
        let line = try take(through: "\r\n").dropLast(2)
        guard let size = Int(String(decoding: line, as: UTF8.self), radix: 16) else {
            throw Failure(description: "no chunk size")
        }
        let bytes = try take(size)
        _ = try take(2)
        return size == 0 ? nil : bytes
    }

    private func take(through end: String) throws -> [UInt8] {
        let wanted = Array(end.utf8)
        var from = 0
        while true {
            if let found = buffered.bytes[from...].firstRange(of: wanted) { return try take(found.upperBound) }
            from = max(0, buffered.bytes.count - wanted.count)
            guard fill() else { throw Failure(description: "closed before \(end.debugDescription)") }
        }
    }

    private func take(_ count: Int) throws -> [UInt8] {
        while buffered.bytes.count < count {
            guard fill() else { throw Failure(description: "closed before \(count) bytes") }
        }
        defer { buffered.bytes.removeFirst(count) }
        return Array(buffered.bytes.prefix(count))
    }

    private func rest() -> [UInt8] {
        while fill() {}
        defer { buffered.bytes = [] }
        return buffered.bytes
    }

    private func fill() -> Bool {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        let count = recv(socket, &piece, piece.count, 0)
        guard count > 0 else { return false }
        buffered.bytes += piece[..<count]
        return true
    }
}

/// A response as it came over the wire.
struct RawResponse: Sendable {
    var status: Int
    var headers: [(name: String, value: String)] = []
    var body: [UInt8] = []

    init(head: String) throws {
        var lines = head.split(separator: "\r\n")
        guard !lines.isEmpty,
            let code = lines.removeFirst().split(separator: " ").dropFirst().first.flatMap({ Int($0) })
        else { throw RawClient.Failure(description: "no status line") }
        status = code
        for line in lines {
            let halves = line.split(separator: ": ", maxSplits: 1)
            headers.append((halves[0].lowercased(), halves.count > 1 ? String(halves[1]) : ""))
        }
    }

    subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

    var text: String { String(decoding: body, as: UTF8.self) }
}
