import Foundation

extension SegmindClient {
    /// A page of the account's requests, newest first.
    ///
    /// - Parameters:
    ///   - page: From 1.
    ///   - perPage: 1 to 100.
    ///   - from: The first day, in UTC; seven days ago when nothing is given.
    ///   - to: The last day, in UTC; at most 31 days are answered at once.
    ///   - model: A slug, or a part of one.
    public func history(
        page: Int = 1,
        perPage: Int = 100,
        from: Date? = nil,
        to: Date? = nil,
        model: String? = nil,
        status: HistoryRow.Status? = nil
    ) async throws(SegmindError) -> [HistoryRow] {
        try await historyPage(page: page, perPage: perPage, from: from, to: to, model: model, status: status).rows
    }

    /// As ``history(page:perPage:from:to:model:status:)``, with the rows that could not be read counted.
    func historyPage(
        page: Int,
        perPage: Int,
        from: Date?,
        to: Date?,
        model: String?,
        status: HistoryRow.Status?
    ) async throws(SegmindError) -> HistoryPage {
        let given: [(String, String?)] = [
            ("page", String(page)), ("per_page", String(perPage)), ("from_date", from.map(Self.day)),
            ("to_date", to.map(Self.day)), ("model_name", model), ("status", status?.rawValue),
        ]
        let query = given.compactMap { name, value in value.map { "\(name)=\($0.asPathSegment)" } }
        let answer = try await call(historyAddress + "?" + query.joined(separator: "&"))
        guard answer.isSuccess else { throw answer.refusal }
        guard let rows = answer.json.flatMap(Assumptions.rows) else {
            throw .malformedAnswer("no rows in “\(answer.explanation)”")
        }
        let readable = rows.compactMap { HistoryRow($0, at: configuration.historyURL) }
        return HistoryPage(rows: readable, unreadable: rows.count - readable.count)
    }

    /// One of the account's own requests, of any age; `nil` when the service does not know it.
    public func history(requestID: String) async throws(SegmindError) -> HistoryRow? {
        let answer = try await call("\(historyAddress)/\(requestID.asPathSegment)")
        if answer.status == 404 { return nil }
        guard answer.isSuccess else { throw answer.refusal }
        guard let json = answer.json else { throw .malformedAnswer("no row in “\(answer.explanation)”") }
        // The row may stand bare, in an envelope, or as a list of one.
        let inside = [json] + (json.object.map { Array($0.values) } ?? []) + (Assumptions.rows(in: json) ?? [])
        guard let row = inside.lazy.compactMap({ HistoryRow($0, at: configuration.historyURL) }).first else {
            throw .malformedAnswer("no row in “\(answer.explanation)”")
        }
        return row
    }

    private var historyAddress: String { "\(configuration.historyURL)/inference-request/request-history" }

    /// The day of a moment in UTC, as `2026-01-31`.
    private static func day(_ date: Date) -> String {
        date.formatted(.iso8601.year().month().day())
    }
}

/// One page of the history as it came.
struct HistoryPage: Equatable {
    var rows: [HistoryRow]
    /// How many further rows made no sense.
    var unreadable: Int

    var isEmpty: Bool { rows.isEmpty && unreadable == 0 }
}
