import AsyncHTTPClient

/// Segmind's HTTP API for pictures: submit and ask, or block for one, and look into the history.
///
/// It sends each request once and decides nothing: retries, polling and money are the caller's, to whom every
/// ``SegmindError`` says whether the request may have been charged. Bodies go out exactly as they are given.
/// What the documents leave open is decided in `Assumptions`.
public struct SegmindClient: Sendable {
    let http: HTTPClient
    /// Where the service is and how long to wait for it.
    public let configuration: Configuration

    /// Creates a client.
    ///
    /// - Parameter http: Made with ``http(for:)``; a client that follows redirects would carry the key along.
    public init(http: HTTPClient, configuration: Configuration) {
        self.http = http
        self.configuration = configuration
    }

    /// One call to the service itself, with the key.
    func call(
        _ url: String,
        posting body: String? = nil,
        timeout: Duration? = nil
    ) async throws(SegmindError) -> Answer {
        let exchange = Exchange(
            method: body == nil ? .GET : .POST,
            url: url,
            key: configuration.key,
            carriesKey: true,
            body: body,
            limit: configuration.maximumJSONBytes,
            timeout: timeout ?? configuration.callTimeout
        )
        return try await exchange.send(by: http)
    }

    /// Whether an address is on one of the two hosts that the key is for.
    func isOwn(_ url: String) -> Bool {
        guard let origin = Origin(url) else { return false }
        return [configuration.baseURL, configuration.historyURL].contains { Origin($0) == origin }
    }
}
