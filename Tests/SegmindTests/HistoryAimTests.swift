import Foundation
import Testing

@testable import Segmind

/// Reading a history only as far as it takes.
@Suite struct HistoryAimTests {
    private static let noon = Date(timeIntervalSince1970: 1_790_000_000)

    /// A row of a request made some minutes before noon; none, and its time cannot be read.
    private func row(_ id: String, _ minutes: Double? = 0, picture: Int = 0) -> String {
        let time = minutes.map { (Self.noon - $0 * 60).formatted(.iso8601) } ?? "soon"
        return #"{"request_id":"\#(id)","model_status":"COMPLETED","created_at":"\#(time)","#
            + #""generation_url":"https://x/\#(id)\#(picture)"}"#
    }

    /// Reads these pages as far as it takes; what was read, and how many pages were asked for.
    private func read(_ pages: [[String]], _ aim: HistoryAim) async throws -> (ids: [String], pages: Int) {
        let server = try ScriptedServer { request in
            let page = request.path.firstMatch(of: /[?&]page=(\d+)/).flatMap { Int($0.1) } ?? 1
            let rows = page <= pages.count ? pages[page - 1] : []
            return answer(200, #"{"data":[\#(rows.joined(separator: ","))]}"#)
        }
        defer { server.stop() }
        let day = HistoryStretch(first: Self.noon, last: Self.noon)
        let reading = try await withClient(at: server.address) {
            try await HistoryReader(client: $0, patience: Patience(tries: 1)).read(day, aim: aim)
        }
        return (reading?.requests.flatMap(\.addresses).sorted() ?? [], server.received.count)
    }

    @Test("it ends when all that is looked for was seen")
    func allSeen() async throws {
        let pages = [[row("d"), row("c")], [row("b"), row("a")], [row("z")]]
        let (seen, count) = try await read(pages, HistoryAim(requestIDs: ["d", "b"]))
        #expect(seen.count == 4 && count == 2)
        let all = try await read(pages, HistoryAim(requestIDs: ["d", "unheard-of"]))
        #expect(all.ids.count == 5 && all.pages == 4)
    }

    @Test("the pictures of the last one are read to their end on the next page")
    func lastOfAPage() async throws {
        let pages = [[row("b"), row("a", picture: 0)], [row("a", picture: 1), row("z")], [row("y")]]
        let (seen, count) = try await read(pages, HistoryAim(requestIDs: ["a"]))
        #expect(seen.contains("https://x/a1") && count == 2)
    }

    @Test("what is looked for is found also where rows slid onto the next page")
    func slid() async throws {
        let pages = [[row("c"), row("b")], [row("b"), row("a")], [row("z")]]
        let (seen, count) = try await read(pages, HistoryAim(requestIDs: ["a", "c"]))
        #expect(seen == ["a", "b", "c", "z"].map { "https://x/\($0)0" } && count == 3)
    }

    @Test("it ends with a page on which all is older by more than an hour")
    func older() async throws {
        let pages = [
            [row("d"), row("c", 61)], [row("b", 59), row("a", 61)], [row("z", 62), row("y", 63)], [row("x", 64)],
        ]
        let (seen, count) = try await read(pages, HistoryAim(requestIDs: ["unheard-of"], since: Self.noon))
        #expect(seen.count == 6 && count == 3)
    }

    @Test("where no ids are known, a time may also be another zone's")
    func otherZones() async throws {
        let pages = [[row("c", 61)], [row("b", 899)], [row("a", 901)], [row("z", 902)]]
        let (seen, count) = try await read(pages, HistoryAim(since: Self.noon))
        #expect(seen.count == 3 && count == 3)
    }

    @Test("where a time cannot be read, it goes on")
    func noTimes() async throws {
        let pages = [[row("c", 1000), row("b", nil)], [row("a", nil)]]
        let (seen, count) = try await read(pages, HistoryAim(since: Self.noon))
        #expect(seen.count == 3 && count == 3)
    }

    @Test("it ends after so many pages")
    func pageCap() async throws {
        let (seen, count) = try await read([[row("c")], [row("b")], [row("a")]], HistoryAim(pages: 2))
        #expect(seen.count == 2 && count == 2)
    }
}
