/// A route's path, as in `/images/{id}` or `/public/{path...}`.
struct RoutePattern: Sendable {
    enum Segment: Sendable, Hashable {
        /// The segment as it is written.
        case literal(String)
        /// Any one segment.
        case parameter
        /// All that is left, at least one segment.
        case rest
    }

    var segments: [Segment]

    /// How many parameters a handler of this route takes.
    var parameters: Int { segments.count { $0 == .parameter || $0 == .rest } }

    /// Reads a pattern; a wrong one is a mistake in the program and stops it.
    init(_ text: String) {
        precondition(text.hasPrefix("/"), "The route \(text) does not begin with a slash.")
        segments = []
        guard text != "/" else { return }
        for part in text.dropFirst().split(separator: "/", omittingEmptySubsequences: false) {
            precondition(segments.last != .rest, "The route \(text) goes on behind its rest.")
            if part.hasPrefix("{"), part.hasSuffix("...}"), part.count > 5 {
                segments.append(.rest)
            } else if part.hasPrefix("{"), part.hasSuffix("}"), part.count > 2 {
                segments.append(.parameter)
            } else {
                precondition(!part.contains("{") && !part.contains("}"), "The route \(text) has a stray brace.")
                precondition(!part.isEmpty, "The route \(text) has an empty segment.")
                segments.append(.literal(String(part)))
            }
        }
    }
}
