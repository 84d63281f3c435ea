/// One line of a log: pairs of names and values, as `name=value` or as a JSON object. No value can break out of it.
struct LogLine {
    private let format: RequestLog.Format
    private var text = ""

    init(_ format: RequestLog.Format) {
        self.format = format
    }

    /// The line with its end.
    var finished: String {
        switch format {
        case .text: text + "\n"
        case .json: "{\(text)}\n"
        }
    }

    /// Adds a text.
    mutating func add(_ name: String, _ value: String?) {
        guard let value else { return add(name, number: nil) }
        let isPlain = format == .text && !value.isEmpty && value.unicodeScalars.allSatisfy(Self.isPlain)
        add(name, number: isPlain ? value : Self.quoted(value))
    }

    /// Adds a number or a truth, as it is written.
    mutating func add(_ name: String, number: String?) {
        switch format {
        case .text: text += "\(text.isEmpty ? "" : " ")\(name)=\(number ?? "-")"
        case .json: text += "\(text.isEmpty ? "" : ",")\"\(name)\":\(number ?? "null")"
        }
    }

    /// What needs no quotes.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        isVisible(scalar) && !" \"=\\".unicodeScalars.contains(scalar)
    }

    /// A JSON string, in which also what a terminal would obey, or would not show, is escaped.
    private static func quoted(_ value: String) -> String {
        var quoted = "\""
        for scalar in value.unicodeScalars {
            if scalar == "\"" || scalar == "\\" {
                quoted += "\\\(scalar)"
            } else if isVisible(scalar) {
                quoted.unicodeScalars.append(scalar)
            } else {
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            }
        }
        return quoted + "\""
    }

    private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII { return (0x20...0x7E).contains(scalar.value) }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: return false
        default: return true
        }
    }
}
