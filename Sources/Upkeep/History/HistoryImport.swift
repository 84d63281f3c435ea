import Catalog
import Foundation
import Library
import Pictures
import Segmind
import Studio

/// Brings the account's past requests into the gallery: pictures, parameters, costs and times.
///
/// It can run beside a serving Contactsheet: each generation is one transaction, and what is there already is known
/// by its request id. It can be stopped by cancelling its task and run again: nothing comes twice.
public struct HistoryImport: Sendable {
    /// More pages than these, and a month is read day by day, so that its requests need not all be held at once.
    private static let pagesAtOnce = 20
    static let day = 86_400.0

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
            let costs = reading.costs
            report.costsSettled += try await ask { () throws(LibraryError) in
                try await library.settleCosts(costs, service: service)
            }
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

    /// Asks the library, again when another program holds it for long.
    func ask<Value: Sendable>(
        _ question: () async throws(LibraryError) -> Value
    ) async throws(ImportFault) -> Value {
        do throws(LibraryError) {
            return try await BusyLibrary.ask(question)
        } catch {
            throw .library(error)
        }
    }
}
