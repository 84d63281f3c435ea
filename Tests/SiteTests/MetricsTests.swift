import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

/// The figures for Prometheus.
@Suite struct MetricsTests {
    @Test("Every line is a comment or a figure, as the text format has it")
    func isReadable() async throws {
        try await TemporarySite.run { site in
            let answer = try await site.get("/metrics")
            #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(answer.headers[.cacheControl] == "no-store")
            let figure = /[a-z_]+(\{[a-z]+="([a-z0-9.]+|\+Inf)"\})? [0-9.e+]+/
            let lines = answer.text.split(separator: "\n")
            for line in lines where !line.hasPrefix("# HELP ") && !line.hasPrefix("# TYPE ") {
                #expect(line.wholeMatch(of: figure) != nil, "\(line)")
            }
            for name in [
                "contactsheet_http_requests_total{status=\"2xx\"}", "contactsheet_http_connections",
                "contactsheet_http_streams", "contactsheet_http_request_duration_seconds_bucket{le=\"+Inf\"}",
                "contactsheet_http_request_duration_seconds_count",
                "contactsheet_generations{state=\"unresolved\"}",
                "contactsheet_spent_dollars{in=\"today\"}", "process_resident_memory_bytes",
                "process_start_time_seconds",
                "process_cpu_seconds_total", "process_open_fds",
            ] {
                #expect(lines.contains { $0.hasPrefix(name + " ") }, "\(name)")
            }
        }
    }

    @Test("The caches' figures move with what is fetched")
    func showsCaches() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            for _ in 0..<3 { _ = try await site.get("/thumbnails/\(image.file.sha256)") }
            let text = try await site.get("/metrics").text
            #expect(text.contains("contactsheet_cache_hits_total{cache=\"thumbnails\"} 2\n"))
            #expect(text.contains("contactsheet_cache_misses_total{cache=\"thumbnails\"} 1\n"))
            #expect(text.contains("contactsheet_cache_entries{cache=\"thumbnails\"} 1\n"))
            #expect(text.contains("contactsheet_cache_entries{cache=\"pictures\"} 0\n"))
        }
    }

    @Test("The process began in the past, not long ago, and uses memory")
    func knowsTheProcess() throws {
        let process = ProcessFigures.now()
        let began = try #require(process.began)
        let age = Date().timeIntervalSince1970 - began
        #expect(age > -1 && age < 86_400)
        #expect(try #require(process.residentBytes) > 1 << 20)
        #expect(try #require(process.openDescriptors) > 2)
    }

    @Test("Nothing that a person wrote is in it")
    func tellsNoSecrets() async throws {
        try await TemporarySite.run { site in
            _ = try await site.makePicture("a unicorn")
            let text = try await site.get("/metrics").text
            #expect(!text.contains("unicorn"))
        }
    }

    @Test("The queue is counted by state")
    func countsTheQueue() async throws {
        try await TemporarySite.run { site in
            _ = try await site.makePicture("a pear")
            let text = try await site.get("/metrics").text
            for state in ["queued", "submitting", "running", "storing", "unresolved"] {
                #expect(text.contains("contactsheet_generations{state=\"\(state)\"} 0\n"))
            }
        }
    }

    @Test("A histogram's steps add up")
    func addsSteps() throws {
        let figures = ServerFigures()
        var text = Exposition()
        text.add("a", "A.", figures.now.latencies)
        #expect(text.text.contains("a_bucket{le=\"0.001\"} 0\na_bucket{le=\"0.0025\"} 0\n"))
        #expect(text.text.hasSuffix("a_bucket{le=\"+Inf\"} 0\na_sum 0.0\na_count 0\n"))
    }

    @Test("On their own port the figures and the health are there, and nothing else")
    func watchesApart() async throws {
        try await TemporarySite.run { site in
            let router = site.site.watchRouter(host: "127.0.0.1")
            for (target, status) in [("/metrics", 200), ("/healthz", 200), ("/", 404), ("/spending", 404)] {
                let answer = await router.answer(try Request(method: .get, target: target))
                #expect(answer.status.code == status)
                #expect(answer.headers[.contentSecurityPolicy] != nil)
            }
            let host = try #require(HTTPField.Name("Host"))
            let rebound = try Request(method: .get, target: "/metrics", headers: [host: "evil.example"])
            #expect(await router.answer(rebound).status.code == 421)
        }
    }

    @Test("A label's value cannot break out of its line")
    func escapesLabels() {
        var text = Exposition()
        text.add("a", .gauge, "A.", [.init("x\"\\\ny", as: "b", 1)])
        #expect(text.text == "# HELP a A.\n# TYPE a gauge\na{b=\"x\\\"\\\\\\ny\"} 1\n")
    }
}
