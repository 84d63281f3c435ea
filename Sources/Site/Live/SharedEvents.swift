import HTTPServer

/// Events that many streams send, written once, with forms whose names are each stream's own.
struct SharedEvents: Sendable {
    private let pieces: [[UInt8]]

    /// - Parameters:
    ///   - events: events as they go over the wire.
    ///   - placeholder: what stands in them for the name of a form; nothing that anybody could have written.
    init(_ events: [[UInt8]], placeholder: String) {
        pieces = Array(events.joined()).split(around: Array(placeholder.utf8))
    }

    /// The events for one stream, in pieces that all streams share but for the names.
    ///
    /// - Parameter once: the name of its forms.
    func pieces(once: String) -> [[UInt8]] {
        Array(pieces.map { [$0] }.joined(separator: [Array(once.utf8)]))
    }
}

extension [UInt8] {
    fileprivate func split(around mark: [UInt8]) -> [[UInt8]] {
        var pieces: [[UInt8]] = []
        var rest = self[...]
        while let found = rest.firstRange(of: mark) {
            pieces.append(Array(rest[..<found.lowerBound]))
            rest = rest[found.upperBound...]
        }
        return pieces + [Array(rest)]
    }
}
