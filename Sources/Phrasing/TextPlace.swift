/// A place in a text, as a person finds it.
public struct TextPlace: Sendable, Hashable, Codable, Comparable {
    /// How many characters stand before it, counted by code points as the form's counter does.
    public var offset: Int
    /// The line, from 1.
    public var line: Int
    /// The character of the line, from 1.
    public var column: Int

    /// Creates a place.
    public init(offset: Int, line: Int, column: Int) {
        self.offset = offset
        self.line = line
        self.column = column
    }

    /// The place of an offset in a text.
    init(_ offset: Int, in scalars: some Sequence<Unicode.Scalar>) {
        self = Lines(scalars).place(of: offset)
    }

    /// The one that comes first.
    public static func < (one: TextPlace, other: TextPlace) -> Bool { one.offset < other.offset }

    /// `line 2, character 7`.
    public var words: String { "line \(line), character \(column)" }
}

/// Where the lines of a text begin.
struct Lines {
    private var starts = [0]

    init(_ scalars: some Sequence<Unicode.Scalar>) {
        for (offset, scalar) in scalars.enumerated() where scalar == "\n" { starts.append(offset + 1) }
    }

    func place(of offset: Int) -> TextPlace {
        // The last line that begins at or before it.
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= offset { low = middle } else { high = middle }
        }
        return TextPlace(offset: offset, line: low + 1, column: offset - starts[low] + 1)
    }
}
