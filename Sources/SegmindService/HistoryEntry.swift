import Foundation
import Segmind

/// A row of the history.
public struct HistoryEntry: Sendable {
    /// The request's id.
    public var requestID: String
    /// The model's slug.
    public var model: String
    /// How the request stands.
    public var status: HistoryRow.Status
    /// What the whole request cost, in US dollars.
    public var cost: Double
    /// The parameters as they were sent.
    public var inputs: [String: JSONValue]
    /// The name of this row's picture, if there is one.
    public var pictureName: String?
    /// How long the request took, in seconds.
    public var latencySeconds: Double?
    /// When it was submitted.
    public var submitted: Date
    /// Why it failed.
    public var error: String?

    /// Creates a row.
    public init(
        requestID: String,
        model: String,
        status: HistoryRow.Status,
        cost: Double,
        inputs: [String: JSONValue],
        pictureName: String?,
        latencySeconds: Double?,
        submitted: Date,
        error: String?
    ) {
        self.requestID = requestID
        self.model = model
        self.status = status
        self.cost = cost
        self.inputs = inputs
        self.pictureName = pictureName
        self.latencySeconds = latencySeconds
        self.submitted = submitted
        self.error = error
    }

    func json(media: (String) -> String) -> JSONValue {
        [
            "request_id": .string(requestID),
            "model_name": .string(model),
            "model_status": .string(status.rawValue),
            "credits_deduction": .number(cost),
            "request_body": .object(inputs),
            "generation_url": pictureName.map { .string(media($0)) } ?? .null,
            "latency_ms": latencySeconds.map { .integer(Int64($0 * 1000)) } ?? .null,
            "model_created": .string(submitted.formatted(.iso8601)),
            "error": error.map(JSONValue.string) ?? .null,
        ]
    }
}

/// One page of the history.
public struct HistoryPage: Sendable {
    /// The rows, newest first.
    public var rows: [HistoryEntry]
    /// How many rows all pages have together.
    public var total: Int

    /// Creates a page.
    public init(rows: [HistoryEntry], total: Int) {
        self.rows = rows
        self.total = total
    }
}
