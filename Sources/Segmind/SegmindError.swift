/// Why a call to Segmind brought no result.
///
/// The texts inside come from the service or the network, at most 500 characters, and never hold the key.
public enum SegmindError: Error, Sendable, Hashable {
    /// 400: the service does not take these parameters.
    case badParameters(String)
    /// 401: the key is missing or wrong.
    case keyRefused(String)
    /// 403: the key may not do this.
    case forbidden(String)
    /// 402 or 406: the account's credits do not suffice.
    case noCredits(String)
    /// 404: no such model, or no such request (any more: results are kept for one hour).
    case unknown(String)
    /// 422, or a body that says FAILED: the request was taken and failed, content blocks included.
    case requestFailed(String)
    /// 429: too many requests; `retryAfter` in seconds where the service says so.
    case tooManyRequests(String, retryAfter: Double?)
    /// 500.
    case serverFault(String)
    /// 502: the service's front door found nobody behind it.
    case badGateway(String)
    /// 503; `retryAfter` in seconds where the service says so.
    case unavailable(String, retryAfter: Double?)
    /// 504: the service's front door gave up waiting.
    case gatewayTimeout(String)
    /// Any other status without success.
    case otherStatus(Int, String)
    /// The result was asked for before the request had finished.
    case unfinished
    /// The request did not leave this machine: no address, no connection, no TLS.
    case notSent(String)
    /// The request may have arrived, its answer did not: time ran out or the connection broke.
    case answerLost(String)
    /// The service said yes in words that cannot be understood.
    case malformedAnswer(String)
    /// The answer is larger than this many bytes; the rest was not read.
    case tooLarge(limit: Int)
    /// A redirect that is not followed: too many, to an address that is none, or where none belongs.
    case badRedirect(String)
}

extension SegmindError {
    /// For the answer to a submit or a synchronous request: whether it may have been charged all the same.
    ///
    /// 500, 502 and 504 can come after the request was taken, when the front door loses who stands behind it; so can
    /// 503, unless it says when to come again.
    public var mayHaveBeenCharged: Bool {
        switch self {
        case .answerLost, .malformedAnswer, .tooLarge, .serverFault, .badGateway, .gatewayTimeout, .unfinished: true
        case .unavailable(_, let retryAfter): retryAfter == nil
        case .otherStatus(let status, _): status >= 500
        case .badParameters, .keyRefused, .forbidden, .noCredits, .unknown, .requestFailed, .tooManyRequests, .notSent,
            .badRedirect:
            false
        }
    }

    /// Whether a submit may be sent again as it is, after a while: it was not taken, and the reason may pass.
    public var canBeRetried: Bool {
        switch self {
        case .tooManyRequests, .notSent: true
        case .unavailable(_, let retryAfter): retryAfter != nil
        default: false
        }
    }

    /// Whether a question that costs nothing (status, result, download, history) may bring an answer when it is
    /// asked again.
    public var mayPass: Bool {
        switch self {
        case .tooManyRequests, .serverFault, .badGateway, .unavailable, .gatewayTimeout, .unfinished, .notSent,
            .answerLost, .malformedAnswer:
            true
        case .otherStatus(let status, _): status >= 500 || status == 408
        case .badParameters, .keyRefused, .forbidden, .noCredits, .unknown, .requestFailed, .tooLarge, .badRedirect:
            false
        }
    }

    /// How many seconds the service asks to wait, where it says so.
    public var retryAfter: Double? {
        switch self {
        case .tooManyRequests(_, let seconds), .unavailable(_, let seconds): seconds
        default: nil
        }
    }
}
