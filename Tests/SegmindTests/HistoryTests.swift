import Foundation
import Segmind
import Testing

@Suite struct HistoryTests {
    static let row = #"""
        {"request_id":"r1","model_name":"sdxl1.0-dreamshaper","model_status":"COMPLETED","credits_deduction":"0.011",
        "request_body":{"seed":7,"guidance_scale":7.0,"prompt":"a cat"},"generation_url":"https://x/a.jpg",
        "latency_ms":2500,"created_at":"2026-01-31T10:00:00Z","error":null}
        """#

    @Test(arguments: ["[ROW]", #"{"data":[ROW]}"#, #"{"page":1,"results":[ROW]}"#, #"{"data":{"items":[ROW]}}"#])
    func readsTheRowsInAnyEnvelope(_ envelope: String) async throws {
        try await withAnswer(answer(200, envelope.replacing("ROW", with: Self.row))) { client, server in
            let day = Date(timeIntervalSince1970: 1_769_904_000)
            let rows = try await client.history(
                page: 2,
                perPage: 50,
                from: day,
                to: day,
                model: "a b",
                status: .completed
            )
            let row = try #require(rows.first)
            #expect(rows.count == 1 && row.requestID == "r1" && row.status == .completed)
            #expect(row.cost == 0.011 && row.latencySeconds == 2.5 && row.outputURL == "https://x/a.jpg")
            #expect(
                server.received.first?.path
                    == "/inference-request/request-history?page=2&per_page=50&from_date=2026-02-01"
                    + "&to_date=2026-02-01&model_name=a%20b&status=COMPLETED"
            )
        }
    }

    @Test(arguments: ["ROW", "[ROW]", #"{"data":ROW}"#, #"{"data":[ROW]}"#])
    func readsOneRowInAnyEnvelope(_ envelope: String) async throws {
        try await withAnswer(answer(200, envelope.replacing("ROW", with: Self.row))) { client, server in
            let row = try await client.history(requestID: "r1")
            #expect(row?.requestID == "r1")
            #expect(server.received.first?.path == "/inference-request/request-history/r1")
        }
    }

    @Test func aRequestThatIsUnknownHasNoRow() async throws {
        try await withAnswer(answer(404, #"{"error":"no"}"#)) { client, _ in
            let row = try await client.history(requestID: "r1")
            #expect(row == nil)
        }
    }

    @Test(arguments: [
        (#"{"prompt":"a cat","guidance_scale":7,"seed":7}"#, true), (#"{"prompt":"a cat","seed":7}"#, true),
        (#"{"prompt":"a cat","seed":8}"#, false), (#"{"prompt":"a cat","samples":1}"#, false), ("rubbish", false),
    ])
    func knowsARequestByItsParameters(_ body: String, _ isSame: Bool) async throws {
        try await withAnswer(answer(200, Self.row)) { client, _ in
            let row = try #require(try await client.history(requestID: "r1"))
            #expect(row.isRequest(for: slug, body: body) == isSame)
            #expect(!row.isRequest(for: "another", body: body))
        }
    }

    @Test func refusesAHistoryWithoutRows() async throws {
        try await withAnswer(answer(200, #"{"data":"none"}"#)) { client, _ in
            let error = await fault { try await client.history() }
            guard case .malformedAnswer? = error else { throw Unexpected(error) }
        }
    }
}
