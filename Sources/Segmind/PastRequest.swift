import Foundation

/// A request in the account's history with everything it brought: the rows of one request id, put together.
public struct PastRequest: Sendable, Hashable {
    /// Segmind's id of the request.
    public var requestID: String
    /// The model's slug.
    public var model: String
    /// How it stands; `nil` for a word that is not documented.
    public var status: HistoryRow.Status?
    /// What all of it cost, in US dollars.
    public var cost: Double?
    /// The parameters as they were sent.
    public var inputs: JSONValue
    /// Where its pictures are, in the order of the samples.
    public var addresses: [String]
    /// How long it took, in seconds.
    public var latencySeconds: Double?
    /// When it was made.
    public var created: Date?
    /// What the service says about a failure.
    public var error: String?

    init(_ row: HistoryRow) {
        requestID = row.requestID
        model = row.model
        status = row.status
        cost = row.cost
        inputs = row.inputs
        addresses = row.outputURL.map { [$0] } ?? []
        latencySeconds = row.latencySeconds
        created = row.created
        error = row.error
    }
}

extension PastRequest {
    /// Whether this request was made with exactly these parameters, as ``HistoryRow/isRequest(for:body:)``.
    public func isRequest(for slug: String, body: String) -> Bool {
        model == slug && inputs.holds(request: body)
    }
}
