import Foundation

/// The value of one parameter, in the four shapes that the service's JSON knows.
public enum ParameterValue: Sendable, Hashable {
    /// Text: prompts and scheduler names.
    case string(String)
    /// A whole number: sizes, inference steps, seeds, samples.
    case integer(Int64)
    /// A decimal number: the guidance scale.
    case number(Double)
    /// Yes or no.
    case boolean(Bool)
}

extension ParameterValue {
    /// The value as a person types it into a form field.
    public var text: String {
        switch self {
        case .string(let text): text
        case .integer(let integer): String(integer)
        case .number(let number): Self.shortest(number)
        case .boolean(let boolean): boolean ? "true" : "false"
        }
    }

    /// The value as JSON.
    public var json: String {
        if case .string(let text) = self { return JSONText.quoted(text) }
        return text
    }

    /// The same value in a parameter's own type: JSON writes the number 7 like the integer 7.
    func `as`(_ kind: Parameter.Kind) -> ParameterValue {
        guard case .integer(let integer) = self, kind == .number else { return self }
        return .number(Double(integer))
    }

    /// The shortest digits that read back as the same number; whole numbers carry no ".0", as in the documents.
    private static func shortest(_ number: Double) -> String {
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        return number.description
    }
}

extension ParameterValue: Codable {
    /// Reads any of the four shapes; a whole number comes as ``integer(_:)``.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let boolean = try? container.decode(Bool.self) {
            self = .boolean(boolean)
        } else if let integer = try? container.decode(Int64.self) {
            self = .integer(integer)
        } else if let number = try? container.decode(Double.self) {
            self = .number(number)
        } else {
            self = .string(try container.decode(String.self))
        }
    }

    /// Writes the value in its own shape.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .string(let text): try container.encode(text)
        case .integer(let integer): try container.encode(integer)
        case .number(let number): try container.encode(number)
        case .boolean(let boolean): try container.encode(boolean)
        }
    }
}
