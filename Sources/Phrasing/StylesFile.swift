/// AUTOMATIC1111's `styles.csv`.
///
/// Written as that program writes it (Python's `csv` with its `excel` dialect): a byte order mark, the header
/// `name,prompt,negative_prompt`, lines that end with CR LF, quotes only where a field has a comma, a quote or a line
/// end. A file of that kind is the same to the byte when it is read and written. Also read: without the mark, with LF,
/// with the old header `name,text`, with other columns in between, and with spaces behind the commas, which do not belong
/// to the field: one that begins with a space is written in quotes, so that it comes back.
public struct StylesFile: Sendable, Hashable {
    /// The most bytes that are read.
    public static let longest = 16_000_000
    /// The most styles.
    public static let most = 10_000

    /// What is wrong with a file.
    public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The sentence for a person.
        public var sentence: String
        /// The same.
        public var description: String { sentence }
    }

    /// How a file is written.
    public struct Format: Sendable, Hashable {
        /// Whether it begins with a byte order mark.
        public var hasMark = true
        /// Whether lines end with CR LF, not LF.
        public var hasCarriageReturns = true
        /// Whether it has the old header, and no negative prompts.
        public var isOld = false

        /// As AUTOMATIC1111 writes.
        public init() {}
    }

    /// The styles, in their order; of those with one name the last counts.
    public var styles: [Style]
    /// How it is written.
    public var format: Format

    /// Creates a file.
    public init(_ styles: [Style], format: Format = Format()) {
        self.styles = styles
        self.format = format
    }

    /// Reads a file.
    ///
    /// - Throws: ``Fault`` where it is not UTF-8, has no such header, or is no CSV.
    public init(bytes: some Collection<UInt8>) throws(Fault) {
        guard bytes.count <= Self.longest else { throw Fault(sentence: "The file is larger than 16 MB.") }
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            throw Fault(sentence: "The file is not text in UTF-8.")
        }
        var scalars = Array(text.unicodeScalars)[...]
        var format = Format()
        format.hasMark = scalars.first == "\u{FEFF}"
        if format.hasMark { scalars = scalars.dropFirst() }
        var reader = CSVReader(scalars)
        guard let header = try reader.row() else {
            throw Fault(sentence: "The file is empty; its first line should be name,prompt,negative_prompt.")
        }
        format.hasCarriageReturns = reader.hasCarriageReturns
        let names = header.map { $0.trimmed }
        format.isOld = !names.contains("prompt")
        guard let name = names.firstIndex(of: "name"),
            let prompt = names.firstIndex(of: format.isOld ? "text" : "prompt")
        else {
            throw Fault(sentence: "The first line should be name,prompt,negative_prompt, or the old name,text.")
        }
        let negative = names.firstIndex(of: "negative_prompt")
        var styles: [Style] = []
        var places: [String: Int] = [:]
        while let row = try reader.row() {
            // As Python's reader, which passes blank lines over.
            guard row != [""] else { continue }
            func field(_ index: Int?) -> String { index.flatMap { row.indices.contains($0) ? row[$0] : nil } ?? "" }
            let style = Style(name: field(name), prompt: field(prompt), negativePrompt: field(negative))
            if let place = places[style.name] {
                styles[place] = style
            } else {
                places[style.name] = styles.count
                styles.append(style)
            }
            guard styles.count <= Self.most else {
                throw Fault(sentence: "The file holds more than \(Self.most) styles.")
            }
        }
        self.styles = styles
        self.format = format
    }

    /// The file.
    public var bytes: [UInt8] {
        let end = format.hasCarriageReturns ? "\r\n" : "\n"
        var text = format.hasMark ? "\u{FEFF}" : ""
        text += (format.isOld ? "name,text" : "name,prompt,negative_prompt") + end
        for style in styles {
            let fields = [style.name, style.prompt] + (format.isOld ? [] : [style.negativePrompt])
            text += fields.map(Self.quoted).joined(separator: ",") + end
        }
        return Array(text.utf8)
    }

    private static func quoted(_ field: String) -> String {
        let needsQuotes =
            field.unicodeScalars.first == " "
            || field.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0.isLineEnd }
        return needsQuotes ? "\"" + (field.replacingScalars("\"", with: "\"\"") ?? field) + "\"" : field
    }
}

/// Reads rows of fields, as Python's `csv` with `skipinitialspace`.
private struct CSVReader {
    private var rest: ArraySlice<Unicode.Scalar>
    private var line = 1
    /// Whether a row ended with CR LF.
    private(set) var hasCarriageReturns = false

    init(_ scalars: ArraySlice<Unicode.Scalar>) { rest = scalars }

    /// The next row; `nil` at the end.
    mutating func row() throws(StylesFile.Fault) -> [String]? {
        guard !rest.isEmpty else { return nil }
        var row: [String] = []
        while true {
            row.append(try field())
            guard let next = rest.popFirst() else { return row }
            if next == "," {
                guard row.count < 100 else { throw StylesFile.Fault(sentence: "Line \(line) has too many commas.") }
                // A comma at the very end has an empty field behind it.
                if rest.isEmpty { return row + [""] }
                continue
            }
            if next == "\r", rest.first == "\n" {
                rest = rest.dropFirst()
                hasCarriageReturns = true
            }
            line += 1
            return row
        }
    }

    /// Up to the comma or line end behind it.
    private mutating func field() throws(StylesFile.Fault) -> String {
        while rest.first == " " { rest = rest.dropFirst() }
        var field = String.UnicodeScalarView()
        if rest.first == "\"" {
            let begun = line
            rest = rest.dropFirst()
            while true {
                guard let next = rest.popFirst() else {
                    throw StylesFile.Fault(sentence: "The quote that line \(begun) opens is never closed.")
                }
                if next == "\n" { line += 1 }
                if next == "\"" {
                    guard rest.first == "\"" else { break }
                    rest = rest.dropFirst()
                }
                field.append(next)
            }
        }
        while let next = rest.first, next != ",", !next.isLineEnd {
            field.append(next)
            rest = rest.dropFirst()
        }
        return String(field)
    }
}
