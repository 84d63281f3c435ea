import CSodium
import Library

/// What opens a door by itself: a session's cookie, a token, an invitation's or a shared link's last part.
///
/// 32 random bytes, written as 43 letters, digits, `-` and `_`. Only its hash is kept: who reads the database cannot
/// come in with what is there.
public struct Secret: Sendable, Hashable {
    /// As it is written in cookies and addresses.
    public let text: String

    /// Draws a new one.
    public init() {
        Sodium.begin()
        var bytes = [UInt8](repeating: 0, count: Self.byteCount)
        randombytes_buf(&bytes, bytes.count)
        text = String(decoding: bytes.flatMapTriples(Self.digits), as: UTF8.self)
    }

    /// Reads one as somebody presents it; `nil` where it cannot be one.
    public init?(_ text: some StringProtocol) {
        let bytes = text.utf8
        guard bytes.count == Self.length, bytes.allSatisfy({ Self.isDigit[Int($0)] }) else { return nil }
        self.text = String(text)
    }

    /// What is kept of it. It needs no salt and no slow function: nobody guesses 256 random bits.
    public var hash: SecretHash {
        Sodium.begin()
        var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
        var text = text
        text.withUTF8 { bytes in _ = crypto_hash_sha256(&hash, bytes.baseAddress, UInt64(bytes.count)) }
        return SecretHash(hash)
    }

    private static let byteCount = 32
    private static let length = 43
    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    private static let isDigit: [Bool] = (0...255).map { digits.contains(UInt8($0)) }
}

extension [UInt8] {
    /// Base64 without padding, in the given digits.
    fileprivate func flatMapTriples(_ digits: [UInt8]) -> [UInt8] {
        var text: [UInt8] = []
        text.reserveCapacity((count * 4 + 2) / 3)
        var (held, bits) = (UInt32(0), 0)
        for byte in self {
            held = held << 8 | UInt32(byte)
            bits += 8
            while bits >= 6 {
                bits -= 6
                text.append(digits[Int(held >> UInt32(bits)) & 63])
            }
        }
        if bits > 0 { text.append(digits[Int(held << UInt32(6 - bits)) & 63]) }
        return text
    }
}
