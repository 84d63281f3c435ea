import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

/// One request to the service and its answer, under one deadline and within a limit of bytes.
struct Exchange {
    var method = HTTPMethod.GET
    var url: String
    var key: String
    /// Whether the key goes along; the caller has seen to it that the address is the service's own.
    var carriesKey: Bool
    /// The exact JSON text to post.
    var body: String?
    var limit: Int
    var timeout: Duration

    /// Sends the request once.
    ///
    /// - Throws: ``SegmindError/notSent(_:)``, ``SegmindError/answerLost(_:)`` or ``SegmindError/tooLarge(limit:)``.
    ///   Every answer that is whole is returned, whatever its status.
    func send(by http: HTTPClient) async throws(SegmindError) -> Answer {
        let mark = SentMark()
        do {
            return try await withDeadline(timeout) { try await self.answer(by: http, mark: mark) }
        } catch let error as SegmindError {
            throw error
        } catch {
            let reason = Self.reason(error, timeout)
            throw mark.isSet ? .answerLost(reason) : .notSent(reason)
        }
    }

    private func answer(by http: HTTPClient, mark: SentMark) async throws -> Answer {
        var request = HTTPClientRequest(url: url)
        request.method = method
        request.headers.add(name: "user-agent", value: "contactsheet")
        request.headers.add(name: "accept", value: "*/*")
        if carriesKey { request.headers.add(name: "x-api-key", value: key) }
        if let body {
            request.headers.add(name: "content-type", value: "application/json")
            let bytes = MarkedBytes(bytes: Array(body.utf8), mark: mark)
            request.body = .bytes(bytes, length: .known(Int64(bytes.count)))
        } else {
            // Asking twice costs nothing, so for a question it does not matter whether it arrived.
            mark.set()
        }
        let response = try await http.execute(request, deadline: .distantFuture)
        let isSuccess = (200..<300).contains(response.status.code)
        let bytes = try await read(response.body, cutting: !isSuccess)
        return Answer(
            key: key,
            status: Int(response.status.code),
            contentType: response.headers.first(name: "content-type")?.lowercased() ?? "",
            location: response.headers.first(name: "location"),
            retryAfter: response.headers.first(name: "retry-after").flatMap { Answer.seconds(retryAfter: $0) },
            body: bytes
        )
    }

    /// Reads the body; past the limit it is an error, or simply cut where only its start is for reading.
    private func read(_ body: HTTPClientResponse.Body, cutting: Bool) async throws -> [UInt8] {
        let limit = cutting ? min(self.limit, 64 << 10) : self.limit
        var bytes: [UInt8] = []
        for try await part in body {
            let room = limit - bytes.count
            if part.readableBytes > room {
                guard cutting else { throw SegmindError.tooLarge(limit: limit) }
                bytes.append(contentsOf: part.readableBytesView.prefix(room))
                break
            }
            bytes.append(contentsOf: part.readableBytesView)
        }
        return bytes
    }
}
