/// The last line of AUTOMATIC1111's text: `Steps: 20, Sampler: Euler a, Lora hashes: "a: 1f, b: 2e"`.
///
/// A value with a comma, a colon or a line end is a JSON string; some tools write bare JSON, too.
enum SettingsLine {
    /// One of these has to be there before a line counts as settings.
    static let knownNames = ["Steps", "Sampler", "CFG scale", "Seed", "Size", "Model", "Model hash"]
    /// What this program writes as its version.
    static let ourVersion = "Contactsheet"

    private static let limit = 256

    /// Whether a setting says that this program wrote the line.
    static func isOurs(_ setting: Infotext.Setting) -> Bool {
        setting.name == "Version" && setting.value == ourVersion
    }

    /// Reads the settings of a line.
    static func settings(of bytes: UnsafeBufferPointer<UInt8>) -> [Infotext.Setting] {
        var settings: [Infotext.Setting] = []
        var at = 0
        while at < bytes.count, settings.count < limit {
            guard let colon = bytes[at...].firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ",") })
            else { break }
            let name = String(decoding: bytes[at..<colon], as: UTF8.self).trimmed
            at = colon + 1
            // A word without a value.
            guard bytes[colon] == UInt8(ascii: ":") else { continue }
            let value = value(in: bytes, from: &at)
            if isName(name) { settings.append(.init(name: name, value: value)) }
        }
        return settings
    }

    /// Reads a value and passes the comma behind it.
    private static func value(in bytes: UnsafeBufferPointer<UInt8>, from at: inout Int) -> String {
        while at < bytes.count, bytes[at] == UInt8(ascii: " ") { at += 1 }
        guard at < bytes.count else { return "" }
        if let (value, length) = jsonValue(UnsafeBufferPointer(rebasing: bytes[at...])) {
            at = (bytes[(at + length)...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count - 1) + 1
            return value
        }
        let end = bytes[at...].firstIndex(of: UInt8(ascii: ",")) ?? bytes.count
        defer { at = end + 1 }
        return String(decoding: bytes[at..<end], as: UTF8.self).trimmed
    }

    /// The text of a JSON string, or the whole of an object or a list, and how many bytes it took.
    private static func jsonValue(_ bytes: UnsafeBufferPointer<UInt8>) -> (String, Int)? {
        guard let first = bytes.first, [UInt8(ascii: "\""), UInt8(ascii: "{"), UInt8(ascii: "[")].contains(first)
        else { return nil }
        var parser = JSONParser(bytes)
        guard let value = parser.value() else { return nil }
        let whole = String(decoding: UnsafeBufferPointer(rebasing: bytes[..<parser.at]), as: UTF8.self)
        return (value.string ?? whole, parser.at)
    }

    /// Letters, digits, spaces, hyphens and slashes, as the web UI has it, in any script.
    private static func isName(_ name: String) -> Bool {
        (2...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80...: true
                case UInt8(ascii: " "), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "_"): true
                default: false
                }
            }
    }
}
