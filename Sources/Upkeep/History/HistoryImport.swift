import Catalog
import Foundation
import Library
import Pictures
import Segmind

/// Brings the account's past requests into the gallery: pictures, parameters, costs and times.
///
/// It can run beside a serving Contactsheet: each generation is one transaction, and what is there already is known
/// by its request id. It can be stopped by cancelling its task and run again: nothing comes twice.
public struct HistoryImport: Sendable {
    /// More pages than these, and a month is read day by day, so that its requests need not all be held at once.
    private static let pagesAtOnce = 20
    private static let day = 86_400.0

    let catalog: Catalog
    let library: Library
    let pictures: PictureStore
    let client: SegmindClient
    let patience: Patience
    let now: @Sendable () -> Date
    private let rowsAPage: Int

    /// Creates an import.
    ///
    /// - Parameters:
    ///   - patience: How often what may pass is tried.
    ///   - rowsAPage: How many rows of the history are asked for at once, 1 to 100.
    ///   - now: The time of day.
    public init(
        catalog: Catalog,
        library: Library,
        pictures: PictureStore,
        client: SegmindClient,
        patience: Patience = Patience(),
        rowsAPage: Int = 100,
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.catalog = catalog
        self.library = library
        self.pictures = pictures
        self.client = client
        self.patience = patience
        self.rowsAPage = rowsAPage
        self.now = now
    }

    /// The name under which the library remembers who was asked.
    var service: String { client.configuration.baseURL }

    /// Brings what was made within some time, oldest first.
    ///
    /// When its task is cancelled it finishes the generations in hand and reports.
    /// - Parameter told: Called with how it stands after every page and every request.
    public func run(_ time: Range<Date>, told: @Sendable (ImportReport) -> Void = { _ in }) async -> ImportReport {
        var report = ImportReport()
        do throws(ImportFault) {
            try await bring(time, &report, told)
        } catch {
            report.end = Task.isCancelled ? .stopped : .failed(error.sentence)
        }
        told(report)
        return report
    }

    private func bring(
        _ time: Range<Date>,
        _ report: inout ImportReport,
        _ told: (ImportReport) -> Void
    ) async throws(ImportFault) {
        // The service's days are in UTC, and its clock may differ.
        let last = max(time.lowerBound, min(time.upperBound, now())) + Self.day
        var stretches = HistoryStretch.covering(time.lowerBound - Self.day, through: last)[...]
        let reader = HistoryReader(client: client, patience: patience, rowsAPage: rowsAPage)
        var matching = Matching()
        var before: Set<String> = []
        while let stretch = stretches.popFirst() {
            guard !Task.isCancelled else { return report.end = .stopped }
            report.reading = stretch.first
            guard let reading = try await read(stretch, by: reader, &report, told) else {
                stretches = ((stretch.shorter ?? []) + stretches)[...]
                continue
            }
            report.unreadable += reading.unreadable
            // Stretches share a day.
            let requests = reading.requests.filter { request in
                !before.contains(request.requestID) && (request.created.map(time.contains) ?? true)
            }
            before = Set(reading.requests.map(\.requestID))
            report.found += requests.count
            try await take(requests, &matching, &report, told)
        }
    }

    private func read(
        _ stretch: HistoryStretch,
        by reader: HistoryReader,
        _ report: inout ImportReport,
        _ told: (ImportReport) -> Void
    ) async throws(ImportFault) -> HistoryReader.Reading? {
        do throws(SegmindError) {
            let limit = stretch.shorter == nil ? .max : Self.pagesAtOnce
            return try await reader.read(stretch, limit: limit) { _ in
                report.pages += 1
                told(report)
            }
        } catch {
            throw .service(error)
        }
    }

    /// Sees to the requests of one stretch, oldest first.
    private func take(
        _ requests: [PastRequest],
        _ matching: inout Matching,
        _ report: inout ImportReport,
        _ told: (ImportReport) -> Void
    ) async throws(ImportFault) {
        let known = try await ask { () throws(LibraryError) in
            try await library.answer(TakenRequestsQuery(requestIDs: requests.map(\.requestID)))
        }
        let costs = requests.filter { known.contains($0.requestID) && $0.isSettled }
            .compactMap { request in request.cost.map { (requestID: request.requestID, cost: $0) } }
        report.known += known.count
        report.costsSettled += try await ask { () throws(LibraryError) in
            try await library.settleCosts(costs, service: service)
        }
        let fresh = requests.filter { !known.contains($0.requestID) }
        var wanted: [PastRequest] = []
        for request in fresh {
            switch request.status {
            case .completed where !request.addresses.isEmpty: wanted.append(request)
            case .completed: report.note(.gone, request, "The history names no picture.")
            case .failed: report.note(.failed, request, request.error ?? "")
            case .pending: report.note(.pending, request, "")
            case nil: report.note(.pending, request, "Its state is not known here.")
            }
        }
        let unmatched = try await match(wanted, &matching, &report)
        try await bring(unmatched, &report, told)
    }

    /// Sorts out the requests that are generations of this house whose request id was not known.
    private func match(
        _ requests: [PastRequest],
        _ matching: inout Matching,
        _ report: inout ImportReport
    ) async throws(ImportFault) -> [PastRequest] {
        guard !requests.isEmpty else { return [] }
        let times = requests.compactMap(\.created)
        // Looked up after the history was read: whatever of it this house had sent has its row by now.
        let sent = (times.min() ?? .distantPast) - Self.day...(times.max() ?? now()) + Self.day
        let unclaimed = try await ask { () throws(LibraryError) in
            try await library.answer(UnclaimedQuery(service: service, sent: sent))
        }
        let pairs = matching.pair(requests, with: unclaimed)
        var rest: [PastRequest] = []
        for request in requests {
            guard let generation = pairs[request.requestID] else {
                rest.append(request)
                continue
            }
            let isRecognised = try await ask { () throws(LibraryError) in
                try await library.recognise(generation.id, as: request.requestID, cost: request.cost)
            }
            if isRecognised {
                report.recognised += 1
            } else {
                report.note(.awaited, request, "It is generation \(generation.id), which is not settled yet.")
            }
        }
        return rest
    }

    /// Asks the library, again when another program holds it for long.
    func ask<Value: Sendable>(
        _ question: () async throws(LibraryError) -> Value
    ) async throws(ImportFault) -> Value {
        var tries = 0
        while true {
            do throws(LibraryError) {
                tries += 1
                return try await question()
            } catch {
                // Each try has waited for five seconds.
                guard case .locked = error, tries < 6, !Task.isCancelled else { throw .library(error) }
            }
        }
    }
}

extension PastRequest {
    /// Whether its cost is the last word.
    fileprivate var isSettled: Bool { status == .completed || status == .failed }
}
