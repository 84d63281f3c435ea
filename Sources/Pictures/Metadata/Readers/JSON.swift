/// A JSON text as a value, read leniently and within bounds.
///
/// Python writes `NaN` and `Infinity`, and Foundation's parser recurses as deep as the text says; this one does not.
enum JSON: Sendable {
    /// One member of an object.
    struct Member: Sendable {
        let name: String
        let value: JSON
    }

    case null
    case bool(Bool)
    /// A number as it was written.
    case number(String)
    case string(String)
    case array([JSON])
    /// An object in the order of its text.
    case object([Member])

    /// The deepest nesting and the most values that are read.
    static let depthLimit = 100
    static let valueLimit = 200_000

    /// Reads a whole text; nil when it is no JSON or more of it than is allowed.
    init?(_ text: String) {
        var text = text
        let value = text.withUTF8 { bytes -> JSON? in
            var parser = JSONParser(bytes)
            guard let value = parser.value(), parser.isAtEnd else { return nil }
            return value
        }
        guard let value else { return nil }
        self = value
    }

    /// The member of an object by its name; of several the last, as Python reads them.
    subscript(name: String) -> JSON? {
        guard case .object(let members) = self else { return nil }
        return members.last { $0.name == name }?.value
    }

    /// The first of these names that an object has.
    subscript(first names: String...) -> JSON? {
        names.lazy.compactMap { self[$0] }.first
    }

    /// An object's members, or none.
    var members: [Member] {
        if case .object(let members) = self { members } else { [] }
    }

    /// An array's elements, or none.
    var elements: [JSON] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// A string's text.
    var string: String? {
        if case .string(let text) = self { text } else { nil }
    }

    /// A number, or a string that is one, as a whole number.
    var integer: Int64? {
        guard let text = digits else { return nil }
        return Int64(text) ?? Double(text).flatMap { Int64(exactly: $0) }
    }

    /// The same in the machine's own width.
    var int: Int? { integer.map { Int($0) } }

    /// A number, or a string that is one; never NaN nor infinite.
    var double: Double? {
        digits.flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil }
    }

    private var digits: String? {
        switch self {
        case .number(let text): text
        case .string(let text) where text.utf8.count <= 32: text.trimmed
        default: nil
        }
    }
}
