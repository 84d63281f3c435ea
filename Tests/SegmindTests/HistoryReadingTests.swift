import Foundation
import Synchronization
import Testing

@testable import Segmind

/// Reading a whole history, whatever arrives meanwhile and however it is written.
@Suite struct HistoryReadingTests {
    private static let day = HistoryStretch(
        first: Date(timeIntervalSince1970: 1_790_000_000),
        last: Date(timeIntervalSince1970: 1_790_000_000)
    )

    private func row(_ id: String, _ picture: String? = nil, status: String = "COMPLETED", at time: String = "")
        -> String
    {
        let url = picture.map { #""https://x/\#($0)""# } ?? "null"
        return #"{"request_id":"\#(id)","model_name":"m","model_status":"\#(status)","generation_url":\#(url),"#
            + #""created_at":"\#(time)"}"#
    }

    /// Reads a history of these pages; past the last one they are empty.
    private func read(_ pages: [[String]], limit: Int = .max) async throws -> HistoryReader.Reading? {
        let server = try ScriptedServer { request in
            let page = request.path.firstMatch(of: /[?&]page=(\d+)/).flatMap { Int($0.1) } ?? 1
            let rows = page <= pages.count ? pages[page - 1] : []
            return answer(200, #"{"data":[\#(rows.joined(separator: ","))]}"#)
        }
        defer { server.stop() }
        return try await withClient(at: server.address) {
            try await HistoryReader(client: $0, patience: Patience(tries: 1)).read(Self.day, limit: limit)
        }
    }

    @Test("rows that slid onto the next page count once, and the oldest request comes first")
    func rowsThatSlid() async throws {
        let reading = try await read([[row("c", "c"), row("b", "b")], [row("b", "b"), row("a", "a")]])
        #expect(reading?.requests.map(\.requestID) == ["a", "b", "c"])
        #expect(reading?.requests.allSatisfy { $0.addresses.count == 1 } == true)
    }

    @Test("the pictures of a request stay in order across the border of two pages")
    func picturesAcrossPages() async throws {
        let reading = try await read([[row("a", "0"), row("a", "1")], [row("a", "2")]])
        #expect(reading?.requests.map(\.addresses) == [["https://x/0", "https://x/1", "https://x/2"]])
    }

    @Test("an address that is signed anew for each page is no second picture")
    func signedAddresses() async throws {
        let reading = try await read([[row("a", "0?key=1"), row("a", "1?key=2")], [row("a", "1?key=3")]])
        #expect(reading?.requests.map(\.addresses) == [["https://x/0?key=1", "https://x/1?key=2"]])
    }

    @Test("a request that completes while its pages are read counts as pending")
    func completedMeanwhile() async throws {
        let reading = try await read([[row("b", "b"), row("a", status: "PENDING")], [row("a", "1"), row("a", "2")]])
        #expect(reading?.requests.map(\.status) == [.pending, .completed])
    }

    @Test("a page of rubbish is counted and does not end the reading")
    func rubbish() async throws {
        let reading = try await read([["7", "{}", #"{"request_id":""}"#], [row("a", "0")]])
        #expect(reading?.requests.map(\.requestID) == ["a"])
        #expect(reading?.unreadable == 3)
    }

    @Test("times decide the order where they can be read, the service's order elsewhere")
    func order() async throws {
        let rows = [row("c", at: "2026-01-03"), row("x"), row("b", at: "2026-01-01"), row("a", at: "2026-01-02")]
        let reading = try await read([rows])
        #expect(reading?.requests.map(\.requestID) == ["b", "x", "a", "c"])
    }

    @Test("a service that knows no pages is read once")
    func withoutPages() async throws {
        let server = try ScriptedServer { _ in answer(200, "[\(row("a", "0"))]") }
        defer { server.stop() }
        let reading = try await withClient(at: server.address) { try await HistoryReader(client: $0).read(Self.day) }
        #expect(reading?.requests.map(\.addresses) == [["https://x/0"]])
    }

    @Test("past the last page a service may also answer 404")
    func nothingBehindTheLastPage() async throws {
        let server = try ScriptedServer { request in
            request.path.contains("page=1&") ? answer(200, "[\(row("a", "0"))]") : answer(404, #"{"error":"no page"}"#)
        }
        defer { server.stop() }
        let reading = try await withClient(at: server.address) { try await HistoryReader(client: $0).read(Self.day) }
        #expect(reading?.requests.count == 1)
    }

    @Test("more pages than the limit are for the caller to split")
    func limit() async throws {
        let pages = [[row("c", "c")], [row("b", "b")], [row("a", "a")]]
        let (few, enough) = (try await read(pages, limit: 2), try await read(pages, limit: 3))
        #expect(few == nil)
        #expect(enough?.requests.count == 3)
    }

    @Test("a service that is busy is asked again after the time that it names, a refused key never")
    func patience() async throws {
        let waits = Mutex<[Duration]>([])
        let asked = Mutex(0)
        let server = try ScriptedServer { _ in
            switch asked.withLock({ count in
                count += 1; return count
            }) {
            case 1: answer(429, "text/plain", "busy", "Retry-After: 7")
            case 2: answer(200, "[]")
            default: answer(401, #"{"error":"no"}"#)
            }
        }
        defer { server.stop() }
        let patience = Patience { wait in waits.withLock { $0.append(wait) } }
        try await withClient(at: server.address) { client in
            let reader = HistoryReader(client: client, patience: patience)
            let reading = try await reader.read(Self.day)
            #expect(reading?.requests.isEmpty == true)
            let error = await fault { try await reader.read(Self.day) }
            #expect(error == .keyRefused("no"))
        }
        #expect(waits.withLock { $0 } == [.seconds(7)])
        #expect(server.received.count == 3)
    }

    @Test(
        "a time is read however it is written",
        arguments: [
            ("2026-01-31T10:00:00Z", 0), ("2026-01-31T10:00:00.250Z", 0.25), ("2026-01-31 10:00:00", 0),
            ("2026-01-31T10:00:00.250000", 0.25), ("2026-01-31T11:30:00+01:30", 0), ("2026-01-31T08:00:00-0200", 0),
            ("2026-01-31 10:00:00 UTC", 0), ("Sat, 31 Jan 2026 10:00:00 GMT", 0), ("2026-01-31T10:00Z", 0),
            ("2026-01-31", -36000), ("1769853600", 0), ("1769853600250", 0.25),
        ]
    )
    func times(_ text: String, _ offset: Double) {
        let moment = Assumptions.moment(in: .string(text))
        #expect(moment == Date(timeIntervalSince1970: 1_769_853_600 + offset))
    }

    @Test(
        "what is no time is none",
        arguments: ["", "today", "2026-13-01", "2026-01-31T25:00:00Z", "0001-01-01T00:00:00Z", "0", "nan"]
    )
    func noTimes(_ text: String) {
        #expect(Assumptions.moment(in: .string(text)) == nil)
    }

    @Test(
        "an address without a host is the history's own",
        arguments: [("/m/a.jpg", "https://x/m/a.jpg"), ("http://y/a.jpg", "http://y/a.jpg"), ("", nil)]
    )
    func addresses(_ address: String, _ whole: String?) throws {
        let row = try #require(HistoryRow(["request_id": "a", "generation_url": .string(address)], at: "https://x"))
        #expect(row.outputURL == whole)
    }

    @Test("a cost or a time that cannot be is not known", arguments: ["-1", "1e300", #""nan""#, #""much""#, "null"])
    func impossibleNumbers(_ number: String) throws {
        let text = #"{"request_id":"a","credits_deduction":\#(number),"latency_ms":\#(number)}"#
        let row = try #require(HistoryRow(try JSONValue(bytes: Array(text.utf8)), at: "http://x"))
        #expect(row.cost == nil && row.latencySeconds == nil)
    }

    @Test("stretches cover every day, at most 31 at once")
    func stretches() throws {
        let start = Date(timeIntervalSince1970: 1_790_000_000)
        let all = HistoryStretch.covering(start, through: start + 100 * 86_400)
        #expect(all.first?.first == start && all.last?.last == start + 100 * 86_400)
        #expect(all.allSatisfy { $0.last.timeIntervalSince($0.first) <= 30 * 86_400 })
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.last == $1.first })
        let days = try #require(all[0].shorter)
        #expect(days.count == 30 && days[0].shorter == nil)
        #expect(HistoryStretch.covering(start, through: start).count == 1)
    }

    @Test("stretches around some times leave out what lies between")
    func stretchesAround() {
        let (start, day) = (Date(timeIntervalSince1970: 1_790_000_000), 86_400.0)
        let all = HistoryStretch.around([start + 10 * day, start, start + 1.5 * day])
        #expect(
            all == [
                HistoryStretch(first: start - day, last: start + 2.5 * day),
                HistoryStretch(first: start + 9 * day, last: start + 11 * day),
            ]
        )
        #expect(HistoryStretch.around([]).isEmpty)
        let long = HistoryStretch.around((0..<50).map { start + Double($0) * day })
        #expect(long.count == 2 && long.allSatisfy { $0.last.timeIntervalSince($0.first) <= 30 * day })
    }

    @Test("costs are those of requests that are done with")
    func costs() async throws {
        let rows = [("a", "COMPLETED"), ("b", "FAILED"), ("c", "PENDING")].map { id, status in
            #"{"request_id":"\#(id)","model_status":"\#(status)","credits_deduction":0.5}"#
        }
        let reading = try await read([rows + [#"{"request_id":"d","model_status":"COMPLETED"}"#]])
        #expect(Set(reading?.costs.map(\.requestID) ?? []) == ["a", "b"])
    }
}
