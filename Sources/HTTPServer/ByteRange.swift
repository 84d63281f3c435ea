/// What a `Range` header asks for, against the size of what there is.
enum ByteRange: Equatable {
    /// No range that this server follows: the whole is sent.
    case whole
    /// The bytes of a half-open range.
    case part(Range<UInt64>)
    /// A range that begins past the end.
    case unsatisfiable

    /// Reads `bytes=0-99`, `bytes=100-` and `bytes=-50`. Several ranges at once are answered with the whole, which
    /// RFC 9110 allows.
    init(_ field: String, size: UInt64) {
        self = .whole
        let parts = field.split(separator: "=", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bytes" else { return }
        let ends = parts[1].trimmingBlanks.split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, !(ends[0].isEmpty && ends[1].isEmpty) else { return }
        guard let first = Self.number(ends[0]), let last = Self.number(ends[1]) else { return }
        switch (first, last) {
        case (.none, .some(let suffix)):
            self = suffix == 0 || size == 0 ? .unsatisfiable : .part(size - min(suffix, size)..<size)
        case (.some(let first), .none):
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (.some(let first), .some(let last)):
            guard first <= last else { return }
            self = first < size ? .part(first..<min(last, size - 1) + 1) : .unsatisfiable
        case (.none, .none):
            return
        }
    }

    /// The number, nil inside for an empty text, nil outside for what is no number.
    private static func number(_ text: Substring) -> UInt64?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt64(text) else { return nil }
        return .some(number)
    }
}
