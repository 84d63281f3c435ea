import Foundation

/// What the service answered, whole and within its limit.
struct Answer {
    /// The key that the request could have carried: whatever is shown of the answer is shown without it.
    var key: String
    var status: Int
    var contentType: String
    var location: String?
    /// Seconds from now.
    var retryAfter: Double?
    var body: [UInt8]
}

extension Answer {
    var isSuccess: Bool { (200..<300).contains(status) }

    /// The body as JSON, whatever its media type says.
    var json: JSONValue? { try? JSONValue(bytes: body) }

    /// What the service says about a fault, for people: its `error`, else the start of the body.
    var explanation: String {
        shown(json.flatMap(Assumptions.error) ?? String(decoding: body, as: UTF8.self))
    }

    /// The start of a text of the service's as it may be shown: a proxy could have sent the key back in it.
    func shown(_ text: String) -> String {
        text.replacing(key, with: "[key]").excerpt
    }

    /// The error that this answer is; call it for answers without success only.
    var refusal: SegmindError {
        switch status {
        case 300..<400: .badRedirect("the service sent \(status) to “\(shown(location ?? ""))”")
        case 400: .badParameters(explanation)
        case 401: .keyRefused(explanation)
        case 402, 406: .noCredits(explanation)
        case 403: .forbidden(explanation)
        case 404: .unknown(explanation)
        case 422: .requestFailed(explanation)
        case 429: .tooManyRequests(explanation, retryAfter: retryAfter)
        case 500: .serverFault(explanation)
        case 502: .badGateway(explanation)
        case 503: .unavailable(explanation, retryAfter: retryAfter)
        case 504: .gatewayTimeout(explanation)
        default: .otherStatus(status, explanation)
        }
    }

    /// Seconds from now for a `Retry-After`, which is a number of seconds or a date.
    static func seconds(retryAfter text: String, now: Date = Date()) -> Double? {
        let text = text.trimmingCharacters(in: .whitespaces)
        if let seconds = Double(text) { return seconds.isFinite && seconds >= 0 ? seconds : nil }
        return date(http: text).map { max(0, $0.timeIntervalSince(now)) }
    }

    /// A date as headers write it: `Sat, 31 Jan 2026 10:00:00 GMT`.
    static func date(http text: String) -> Date? {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: 0)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
        return format.date(from: text)
    }
}

extension String {
    /// Enough of a foreign text to show: 500 characters.
    var excerpt: String {
        let text = trimmingCharacters(in: .whitespacesAndNewlines)
        return text.count > 500 ? text.prefix(500) + "…" : text
    }
}
