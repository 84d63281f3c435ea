import Foundation
import HTTPServer

/// Which rows of the history are wanted; the window spans at most 31 days.
public struct HistoryQuery: Sendable, Hashable {
    /// From 1.
    public var page: Int
    /// 1 to 100.
    public var perPage: Int
    /// From the first day's start to the last day's end, in UTC.
    public var window: Range<Date>
    /// A part of the model's slug.
    public var model: String?
    /// `COMPLETED`, `FAILED` or `PENDING`.
    public var status: String?

    /// Creates a query.
    public init(page: Int, perPage: Int, window: Range<Date>, model: String? = nil, status: String? = nil) {
        self.page = page
        self.perPage = perPage
        self.window = window
        self.model = model
        self.status = status
    }
}

extension HistoryQuery {
    /// Reads the query of an address; what is not given is as Segmind's Python client documents it.
    ///
    /// - Throws: ``ServiceFault/refused(status:error:retryAfter:)`` with 400.
    init(_ query: Query, now: Date) throws(ServiceFault) {
        page = try Self.number(query["page"], named: "page", in: 1...1_000_000) ?? 1
        perPage = try Self.number(query["per_page"], named: "per_page", in: 1...100) ?? 20
        let today = now.formatted(.iso8601.year().month().day())
        let last = try Self.day(query["to_date"] ?? today, named: "to_date")
        let week = last.addingTimeInterval(-7 * 86400)
        let first = try query["from_date"].map { text throws(ServiceFault) in try Self.day(text, named: "from_date") }
        let start = first ?? week
        guard start <= last, last.timeIntervalSince(start) <= 31 * 86400 else {
            throw .refused(status: 400, error: "The window spans 31 days at most, from from_date to to_date.")
        }
        window = start..<last.addingTimeInterval(86400)
        model = query["model_name"].flatMap { $0.isEmpty ? nil : $0 }
        status = query["status"].flatMap { $0.isEmpty ? nil : $0 }
        guard status.map(["COMPLETED", "FAILED", "PENDING"].contains) ?? true else {
            throw .refused(status: 400, error: "status is COMPLETED, FAILED or PENDING.")
        }
    }

    private static func number(
        _ text: String?,
        named name: String,
        in range: ClosedRange<Int>
    ) throws(ServiceFault) -> Int? {
        guard let text, !text.isEmpty else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .refused(status: 400, error: "\(name) goes from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    private static func day(_ text: String, named name: String) throws(ServiceFault) -> Date {
        guard let day = try? Date(text, strategy: .iso8601.year().month().day()) else {
            throw .refused(status: 400, error: "\(name) is a day such as 2026-01-31.")
        }
        return day
    }
}
