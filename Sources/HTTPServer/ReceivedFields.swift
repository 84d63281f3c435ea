/// The header fields as the library's iterator brings them, judged one by one.
struct ReceivedFields {
    private(set) var bytes: [UInt8] = []
    private(set) var fields: [HeaderBlock.Field] = []
    /// Whether one of them cannot be read, or could be read in two ways.
    private(set) var broken = false
    /// How many of them are `Host`.
    private(set) var hosts = 0
    /// Whether one of them says that a body follows, or how.
    private(set) var framed = false

    /// - Parameter size: How many bytes the whole header has, at least.
    init(size: Int) {
        bytes.reserveCapacity(size)
        fields.reserveCapacity(16)
    }

    mutating func add(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
        // A blank before the colon, a control character, a name that is no token: two readers might read it in two
        // ways.
        guard !name.isEmpty, name.allSatisfy(Self.isToken),
            value.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
        else {
            broken = true
            return
        }
        let start = bytes.count
        bytes.append(contentsOf: name)
        let middle = bytes.count
        bytes.append(contentsOf: value)
        fields.append(HeaderBlock.Field(name: start..<middle, value: middle..<bytes.count))
        if Self.matches(name, "host") {
            hosts += 1
        } else if Self.matches(name, "content-length") || Self.matches(name, "transfer-encoding") {
            framed = true
        }
    }

    private static func matches(_ name: UnsafeRawBufferPointer, _ wanted: StaticString) -> Bool {
        guard name.count == wanted.utf8CodeUnitCount else { return false }
        return wanted.withUTF8Buffer { zip(name, $0).allSatisfy { $0 == $1 || $0 | 0x20 == $1 } }
    }

    /// Whether a byte may stand in a name, as RFC 9110 says: a `tchar`.
    private static func isToken(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "!"),
            UInt8(ascii: "#")...UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
