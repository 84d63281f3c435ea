import CSodium
import Foundation

/// A password as somebody typed it, and the rules it must keep.
public struct Password: Sendable {
    /// Characters that one has at least, as NIST SP 800-63B asks where it is the only factor and more than its minimum.
    public static let minimumLength = 10
    /// Bytes that one has at most: enough for a sentence.
    public static let maximumBytes = 512

    private let text: String

    /// Takes what was typed; accents are written in one way, however the keyboard made them.
    public init(_ text: String) {
        self.text = String(text.prefix(Self.maximumBytes + 1)).precomposedStringWithCanonicalMapping
    }

    /// What speaks against it as a new password of somebody; `nil` for nothing.
    public func fault(for name: String) -> String? {
        if text.count < Self.minimumLength { return "A password has at least \(Self.minimumLength) characters." }
        if text.utf8.count > Self.maximumBytes { return "This password is too long." }
        if Set(text).count < 4 { return "This password has hardly any different characters." }
        if text.lowercased().contains(name.lowercased()), name.count > 3, text.count < name.count + 6 {
            return "This password is little more than the name."
        }
        if Self.common.contains(where: { text.lowercased().hasPrefix($0) && text.count < $0.count + 5 }) {
            return "This password is among the first that anybody would try."
        }
        return nil
    }

    /// What is kept of it: argon2id with a salt of its own, at libsodium's limits for people who wait. About 60 ms of a
    /// core and 64 MiB.
    ///
    /// - Throws: ``NoMemory``.
    func hashed() throws(NoMemory) -> String {
        Sodium.begin()
        var hash = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        let done = withBytes { bytes, count in
            crypto_pwhash_str(
                &hash,
                bytes,
                count,
                UInt64(crypto_pwhash_opslimit_interactive()),
                crypto_pwhash_memlimit_interactive()
            )
        }
        guard done == 0 else { throw NoMemory() }
        return String(decoding: hash.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether this is the password behind a hash; takes as long as making one, whatever the answer.
    func matches(_ hash: String) -> Bool {
        Sodium.begin()
        return withBytes { bytes, count in crypto_pwhash_str_verify(hash, bytes, count) } == 0
    }

    private func withBytes<Result>(_ use: (UnsafePointer<CChar>, UInt64) -> Result) -> Result {
        // With the zero behind it, as an empty text has no address otherwise.
        text.withCString { use($0, UInt64(text.utf8.count)) }
    }

    /// Beginnings of what every list of stolen passwords has at its top, of ten characters or with some added.
    private static let common = [
        "1234567890", "0123456789", "9876543210", "123456789", "qwertyuiop", "qwertzuiop", "password", "passwort",
        "1q2w3e4r5t", "iloveyou", "contactsheet", "letmein", "changeme", "administrator",
    ]
}

/// There is no memory to hash a password in.
public struct NoMemory: Error {}
