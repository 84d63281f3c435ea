/// JSON strings written by hand, so that a stored request keeps the catalogue's order and its exact characters.
public enum JSONText {
    /// The text between quotation marks, with what RFC 8259 demands escaped and nothing else.
    public static func quoted(_ text: String) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.utf8.count + 16)
        out.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            // All that is escaped is ASCII, and no byte of a longer character is.
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                out.append(UInt8(ascii: "\\"))
                out.append(byte)
            case _ where byte < 0x20: out += escape(byte).utf8
            default: out.append(byte)
            }
        }
        out.append(UInt8(ascii: "\""))
        return String(decoding: out, as: UTF8.self)
    }

    private static func escape(_ control: UInt8) -> String {
        switch control {
        case UInt8(ascii: "\n"): return "\\n"
        case UInt8(ascii: "\r"): return "\\r"
        case UInt8(ascii: "\t"): return "\\t"
        default:
            let hex = String(control, radix: 16)
            return "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
        }
    }
}
