/// The SHA-256 of a file's bytes: its name in the data folder and in addresses.
public struct SHA256Digest: Sendable, Hashable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Hashes the bytes.
    public init(of message: [UInt8]) {
        var hasher = SHA256Hasher()
        message.withUnsafeBytes { hasher.add($0) }
        self = hasher.finish()
    }

    /// Takes the 32 bytes of a hash.
    init(bytes: [UInt8]) {
        self.bytes = bytes
    }
}

extension SHA256Digest: LosslessStringConvertible {
    /// Reads exactly 64 lower-case hexadecimal digits; anything else is nil.
    public init?(_ description: String) {
        var text = description
        let parsed = text.withUTF8 { digits -> [UInt8]? in
            guard digits.count == 64 else { return nil }
            var bytes: [UInt8] = []
            bytes.reserveCapacity(32)
            for index in stride(from: 0, to: 64, by: 2) {
                guard let high = Self.value(of: digits[index]), let low = Self.value(of: digits[index + 1]) else {
                    return nil
                }
                bytes.append(high << 4 | low)
            }
            return bytes
        }
        guard let parsed else { return nil }
        bytes = parsed
    }

    /// The 64 lower-case hexadecimal digits.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(unsafeUninitializedCapacity: 64) { text in
            for (index, byte) in bytes.enumerated() {
                text[2 * index] = digits[Int(byte >> 4)]
                text[2 * index + 1] = digits[Int(byte & 15)]
            }
            return 64
        }
    }

    private static func value(of digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}

extension SHA256Digest: Codable {
    /// Reads the hexadecimal digits from a single string.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Self(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not 64 lower-case hex digits")
        }
        self = digest
    }

    /// Writes the hexadecimal digits as a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
