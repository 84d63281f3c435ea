import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

@Suite struct ActivityPageTests {
    @Test("Each person's day leads to what it tells of")
    func leads() async throws {
        try await TemporarySite.run { site in
            let empty = try await site.get("/activity").text
            #expect(empty.contains("Nothing yet"))
            var ids: [Int64] = []
            for number in 1...2 { ids.append(try await site.makePicture("pear \(number)").id) }
            let ada: HTTPFields = [.cookie: "person=Ada"]
            let rate = #"{"ids": [\#(ids[0]), \#(ids[1])], "action": "rate", "value": 4}"#
            _ = try await site.post("/api/selection", json: rate, headers: ada)
            let page = try await site.get("/activity").text
            #expect(page.contains("Today") && page.contains("Made 2 pictures") && page.contains("Rated 2 pictures"))
            let link = try #require(page.firstMatch(of: /href="(\/jobs\?[^"]+)"/)).output.1
            let jobs = try await site.get(String(link).replacing("&amp;", with: "&")).text
            #expect(jobs.contains("Rated 4") && jobs.contains("Only what Ada did on"))
            let action = try await site.get("/jobs/1").text
            #expect(action.contains("Its pictures") && action.contains("/images/\(ids[0])"))
            let hers = try await site.get("/activity?by=ada").text
            #expect(hers.contains("Rated 2 pictures") && !hers.contains("Made 2"))
            let then = try await site.get("/activity?from=2020-01-01&to=2020-02-01").text
            #expect(then.contains("Nothing then"))
        }
    }

    @Test(
        "What is no day and no place is passed over",
        arguments: ["?from=x&to=y", "?before=z", "?from=2026-99-99&by=%00"]
    )
    func passesOver(_ query: String) async throws {
        try await TemporarySite.run { site in
            let answer = try await site.get("/activity" + query)
            #expect(answer.status == .ok)
        }
    }
}
