import Foundation

/// A request in the account's history.
///
/// A request that brought several pictures has a row for each, every one with the cost of the whole request.
public struct HistoryRow: Sendable, Hashable {
    /// How a request stands in the history.
    public enum Status: String, Sendable, Hashable {
        /// It brought its pictures.
        case completed = "COMPLETED"
        /// It failed.
        case failed = "FAILED"
        /// It is waiting or being worked on.
        case pending = "PENDING"
    }

    /// Segmind's id of the request.
    public var requestID: String
    /// The model's slug.
    public var model: String
    /// How it stands; `nil` for a word that is not documented.
    public var status: Status?
    /// What the whole request cost, in US dollars.
    public var cost: Double?
    /// The parameters as they were sent.
    public var inputs: JSONValue
    /// Where the picture is.
    public var outputURL: String?
    /// How long it took, in seconds.
    public var latencySeconds: Double?
    /// When it was made; the name and the form of this column are not documented.
    public var created: Date?
    /// What the service says about a failure.
    public var error: String?
}

extension HistoryRow {
    /// Reads a row, or nothing when it has no request id.
    ///
    /// - Parameter base: What an address without a host begins with.
    init?(_ json: JSONValue, at base: String) {
        guard let id = json["request_id"]?.string, !id.isEmpty else { return nil }
        requestID = id
        model = json["model_name"]?.string ?? ""
        status = json["model_status"]?.string.flatMap { Status(rawValue: $0.uppercased()) }
        cost = json["credits_deduction"]?.number.flatMap { Assumptions.costs.contains($0) ? $0 : nil }
        // The inputs may be JSON inside a JSON string.
        let body = json["request_body"] ?? .null
        inputs = body.string.flatMap { try? JSONValue(bytes: Array($0.utf8)) } ?? body
        outputURL = json["generation_url"]?.string.flatMap { $0.isEmpty ? nil : Assumptions.address($0, at: base) }
        latencySeconds = json["latency_ms"]?.number.map { $0 / 1000 }.flatMap {
            Assumptions.latencies.contains($0) ? $0 : nil
        }
        created = Assumptions.creationNames.lazy.compactMap { json[$0].flatMap(Assumptions.moment(in:)) }.first
        error = json["error"]?.string
    }

    /// Whether this request was made with exactly these parameters; the order and spelling of numbers is no
    /// difference, and what the service adds of its own is none either.
    ///
    /// - Parameter body: The JSON text as it was submitted.
    public func isRequest(for slug: String, body: String) -> Bool {
        model == slug && inputs.holds(request: body)
    }
}

extension JSONValue {
    /// Whether every parameter of a submitted JSON text is among these recorded inputs with the same value.
    func holds(request body: String) -> Bool {
        guard let recorded = object, let sent = (try? JSONValue(bytes: Array(body.utf8)))?.object else { return false }
        return sent.allSatisfy { recorded[$0.key] == $0.value }
    }
}
