import AsyncHTTPClient
import Foundation
import Segmind

let slug = "sdxl1.0-dreamshaper"
let key = "SG_0123456789abcdef"

/// The bytes that a JPEG begins with; enough for the client, which looks no further.
let jpeg: [UInt8] = [0xFF, 0xD8, 0xFF, 0xE0] + Array("JFIF and the rest".utf8)
let base64 = Data(jpeg).base64EncodedString()

/// A client of a service, for as long as `body` runs.
func withClient<Value>(
    at address: String,
    history: String? = nil,
    key: String = key,
    adjust: (inout SegmindClient.Configuration) -> Void = { _ in },
    _ body: (SegmindClient) async throws -> Value
) async throws -> Value {
    var configuration = try SegmindClient.Configuration(key: key, baseURL: address, historyURL: history)
    configuration.callTimeout = .seconds(20)
    adjust(&configuration)
    let http = SegmindClient.http(for: configuration)
    let result: Result<Value, any Error>
    do {
        result = .success(try await body(SegmindClient(http: http, configuration: configuration)))
    } catch {
        result = .failure(error)
    }
    try await http.shutdown()
    return try result.get()
}

/// A client of a server that gives every request one answer, for as long as `body` runs.
func withAnswer<Value>(
    _ answer: [UInt8],
    adjust: (inout SegmindClient.Configuration) -> Void = { _ in },
    _ body: (SegmindClient, ScriptedServer) async throws -> Value
) async throws -> Value {
    let server = try ScriptedServer { _ in answer }
    defer { server.stop() }
    return try await withClient(at: server.address, adjust: adjust) { try await body($0, server) }
}

/// The error that a call ends with, or `nil`.
func fault(of call: () async throws -> some Any) async -> SegmindError? {
    do {
        _ = try await call()
        return nil
    } catch {
        return error as? SegmindError
    }
}
