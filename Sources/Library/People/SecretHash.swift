import Foundation
import GRDB

/// The SHA-256 of something that opens a door by itself: what is kept in its place.
public struct SecretHash: Sendable, Hashable {
    /// The 32 bytes.
    public let bytes: [UInt8]

    /// Takes the 32 bytes of a hash.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// 256 bits of a hash are as good as random: any eight of its bytes tell it from the others.
    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { bytes in hasher.combine(bytes.count >= 8 ? bytes.loadUnaligned(as: UInt64.self) : 0) }
    }
}

extension SecretHash: DatabaseValueConvertible {
    /// The bytes.
    public var databaseValue: DatabaseValue { Data(bytes).databaseValue }

    /// Reads the bytes.
    public static func fromDatabaseValue(_ value: DatabaseValue) -> SecretHash? {
        Data.fromDatabaseValue(value).map { SecretHash(Array($0)) }
    }
}
