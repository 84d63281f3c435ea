import HTTPServer
import Library

extension Site {
    /// Figures about the program itself, in Prometheus' text format: no prompts, no people, no keys.
    func addMetrics(to router: inout Router) {
        router.get("/metrics") { _ in
            var text = Exposition()
            add(try await studio.library.answer(QueueLengthsQuery(service: studio.service)), to: &text)
            add(try await studio.library.answer(SpentQuery(service: studio.service, on: now())), to: &text)
            add(figures.now, to: &text)
            add(cacheFigures, to: &text)
            add(ProcessFigures.now(), to: &text)
            return .bytes(Array(text.text.utf8), type: Exposition.mediaType).cacheControl("no-store")
        }
    }

    /// The figures, and whether the program lives, for a port of their own: to be reached by who watches it and by
    /// nobody else, and so without accounts.
    ///
    /// - Parameter host: what that port listens on; other names are refused.
    public func watchRouter(host: String) -> Router {
        var router = Router()
        router.fields = SecurityHeaders.fields
        router.failed = { error, request in failure(error, request) }
        router.check(HostNames(listeningOn: host).check)
        addMetrics(to: &router)
        addHealth(to: &router)
        return router
    }

    /// Says that the program lives.
    func addHealth(to router: inout Router) {
        router.get("/healthz", fromMemory: { _ in .text("ok\n") })
    }

    /// What each cache holds and has done; a new cache is shown by standing here.
    private var cacheFigures: [(name: String, figures: CacheFigures)] {
        [
            ("thumbnails", files.thumbnails.figures), ("pictures", files.pictures.figures), ("cards", cards.figures),
            ("differences", differences.pictures.figures),
        ]
    }

    private func add(_ server: ServerFigures.Reading, to text: inout Exposition) {
        text.add(
            "contactsheet_http_requests_total",
            .counter,
            "Requests that are over, by the class of their status; aborted ones had no answer.",
            server.requests.enumerated().map { digit, count in
                .init(digit == 0 ? "aborted" : "\(digit)xx", as: "status", count)
            }
        )
        text.add(
            "contactsheet_http_request_duration_seconds",
            "From the end of a request to the beginning of its answer.",
            server.latencies
        )
        text.add(
            "contactsheet_http_connections",
            .gauge,
            "Connections that are open.",
            [.init(server.connections)]
        )
        text.add(
            "contactsheet_http_streams",
            .gauge,
            "Streams that are being sent, such as those of events.",
            [.init(server.streams)]
        )
    }

    private func add(_ queue: QueueLengthsQuery.Answer, to text: inout Exposition) {
        text.add(
            "contactsheet_generations",
            .gauge,
            "Generations that are not settled, and those whose answer was lost, by their state.",
            queue.lengths.map { .init($0.state, as: "state", $0.count) }
        )
    }

    private func add(_ spent: SpentQuery.Answer, to text: inout Exposition) {
        text.add(
            "contactsheet_spent_dollars",
            .gauge,
            "What this day and this calendar month have cost so far, with what is in flight.",
            [.init("today", as: "in", spent.today), .init("month", as: "in", spent.thisMonth)]
        )
    }

    private func add(_ caches: [(name: String, figures: CacheFigures)], to text: inout Exposition) {
        let rows: [(String, Exposition.Kind, String, KeyPath<CacheFigures, Int>)] = [
            ("hits_total", .counter, "Look-ups that found something.", \.hits),
            ("misses_total", .counter, "Look-ups that found nothing.", \.misses),
            ("evictions_total", .counter, "Entries given up for want of room.", \.evictions),
            ("bytes", .gauge, "Bytes held.", \.bytes),
            ("entries", .gauge, "Entries held.", \.entries),
        ]
        for (name, kind, help, figure) in rows {
            text.add(
                "contactsheet_cache_\(name)",
                kind,
                help,
                caches.map { .init($0.name, as: "cache", $0.figures[keyPath: figure]) }
            )
        }
    }

    private func add(_ process: ProcessFigures, to text: inout Exposition) {
        text.add(
            "process_resident_memory_bytes",
            .gauge,
            "Memory that is in use.",
            process.residentBytes.map { [.init($0)] } ?? []
        )
        text.add(
            "process_open_fds",
            .gauge,
            "Open files and connections.",
            process.openDescriptors.map { [.init($0)] } ?? []
        )
        text.add(
            "process_cpu_seconds_total",
            .counter,
            "Processor time that was used.",
            [.init(process.processorSeconds)]
        )
        text.add(
            "process_start_time_seconds",
            .gauge,
            "When the program began, in seconds since 1970.",
            process.began.map { [.init($0)] } ?? []
        )
    }
}
