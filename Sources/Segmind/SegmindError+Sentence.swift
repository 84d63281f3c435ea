extension SegmindError: CustomStringConvertible {
    /// One or two sentences for the person whose request it was.
    public var sentence: String {
        switch self {
        case .badParameters(let said): "Segmind does not take these parameters." + quoted(said)
        case .keyRefused(let said): "Segmind refused the API key." + quoted(said)
        case .forbidden(let said): "The API key may not do this." + quoted(said)
        case .noCredits(let said): "The Segmind account has not enough credits." + quoted(said)
        case .unknown(let said): "Segmind does not know this model, or no longer this request." + quoted(said)
        case .requestFailed(let said): "The request failed at Segmind." + quoted(said)
        case .tooManyRequests(let said, let seconds):
            "Segmind takes no more requests just now." + wait(seconds) + quoted(said)
        case .serverFault(let said): "Segmind has a fault of its own (500)." + quoted(said)
        case .badGateway(let said): "Segmind could not be reached behind its front door (502)." + quoted(said)
        case .unavailable(let said, let seconds):
            "Segmind is not available just now (503)." + wait(seconds) + quoted(said)
        case .gatewayTimeout(let said): "Segmind took too long to answer (504)." + quoted(said)
        case .otherStatus(let status, let said): "Segmind answered with status \(status)." + quoted(said)
        case .unfinished: "The request has not finished yet."
        case .notSent(let reason): "Segmind could not be reached; nothing was sent." + because(reason)
        case .answerLost(let reason): "The request was sent, but its answer was lost." + because(reason)
        case .malformedAnswer(let reason): "Segmind's answer could not be understood." + because(reason)
        case .tooLarge(let limit): "Segmind's answer is larger than the \(limit) bytes that are read."
        case .badRedirect(let reason): "Segmind's redirect was not followed: \(reason)."
        }
    }

    /// As ``sentence``.
    public var description: String { sentence }

    private func quoted(_ said: String) -> String {
        said.isEmpty ? "" : " It said: \(said)"
    }

    private func because(_ reason: String) -> String {
        reason.isEmpty ? "" : " Reason: \(reason)."
    }

    private func wait(_ seconds: Double?) -> String {
        guard let seconds else { return "" }
        let whole = Int64(clamping: Int(min(seconds, 1e9).rounded(.up)))
        return " It asks to wait \(whole) second\(whole == 1 ? "" : "s")."
    }
}
