/// The words in a prompt that make the sandbox misbehave for that one request, such as `a cat, sandbox:fail`.
public enum SandboxWord: String, Sendable, Hashable, CaseIterable {
    case fail, slow, drip, busy, gone, drop, json, badimage, truncated
    case badParameters = "400"
    case keyRefused = "401"
    case forbidden = "403"
    case noCredits = "406"
    case tooManyRequests = "429"
    case serverFault = "500"
    case badGateway = "502"
    case unavailable = "503"
    case gatewayTimeout = "504"

    /// The word as it is written in a prompt.
    public var word: String { "sandbox:" + rawValue }

    /// What it does, in a sentence.
    public var effect: String {
        switch self {
        case .fail: "The request is taken and then fails, as a blocked one does."
        case .slow: "The request takes twenty seconds longer."
        case .drip: "The picture trickles in over twenty seconds."
        case .busy: "The first try is answered with 429 and one second to wait, the second is taken."
        case .gone: "The request is taken, and its result and its picture are gone at once."
        case .drop: "The request is taken and charged, and the connection breaks before the answer is whole."
        case .json: "The request is taken and charged, and the answer is broken JSON."
        case .badimage: "The picture is no picture."
        case .truncated: "The picture is cut off in the middle."
        case .badParameters: "400: the parameters are not taken."
        case .keyRefused: "401: the key is refused."
        case .forbidden: "403: the key may not do this."
        case .noCredits: "406: not enough credits."
        case .tooManyRequests: "429, with two seconds to wait."
        case .serverFault: "500, nothing charged."
        case .badGateway: "502 from a front door, as an HTML page."
        case .unavailable: "503, with two seconds to wait."
        case .gatewayTimeout: "504 from a front door, nothing charged."
        }
    }

    /// The words in a prompt; `sandbox:` and a word that is none of them is simply painted.
    static func all(in prompt: String) -> Set<SandboxWord> {
        let pieces = prompt.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ":") }
        return Set(
            pieces.compactMap { piece in
                piece.hasPrefix("sandbox:") ? SandboxWord(rawValue: String(piece.dropFirst(8))) : nil
            }
        )
    }
}

/// The table of the words, for pages and for the command's help.
public enum SandboxWords {
    /// Every word with what it does.
    public static let all: [(word: String, effect: String)] = SandboxWord.allCases.map { ($0.word, $0.effect) }
}
