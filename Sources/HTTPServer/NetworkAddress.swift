import CMicrohttpd
import Glibc

/// A numeric IP address. One of IPv4 that came inside of one of IPv6 (`::ffff:192.0.2.1`) is that of IPv4.
public struct NetworkAddress: Sendable, Hashable, CustomStringConvertible {
    /// The 128 bits, those of IPv4 as IPv6 maps them.
    let high: UInt64
    let low: UInt64

    private static let mapped: UInt64 = 0xFFFF << 32

    init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads `192.0.2.1` or `2001:db8::1`; nothing around it, no zone.
    public init?(_ text: some StringProtocol) {
        let text = String(text)
        var four = in_addr()
        var six = in6_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            self.init(four)
        } else if inet_pton(AF_INET6, text, &six) == 1 {
            self.init(six)
        } else {
            return nil
        }
    }

    /// The address in a socket's; nil for other families.
    init?(_ socket: UnsafePointer<sockaddr>?) {
        guard let socket else { return nil }
        switch Int32(socket.pointee.sa_family) {
        case AF_INET:
            self.init(UnsafeRawPointer(socket).loadUnaligned(as: sockaddr_in.self).sin_addr)
        case AF_INET6:
            self.init(UnsafeRawPointer(socket).loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default:
            return nil
        }
    }

    private init(_ four: in_addr) {
        high = 0
        low = Self.mapped | UInt64(UInt32(bigEndian: four.s_addr))
    }

    private init(_ six: in6_addr) {
        (high, low) = withUnsafeBytes(of: six) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
    }

    /// The first bits, the others zero.
    private init(_ address: NetworkAddress, first bits: Int) {
        high = address.high & (bits >= 64 ? .max : ~(.max >> UInt64(bits)))
        low = bits <= 64 ? 0 : address.low & ~(bits == 128 ? 0 : .max >> UInt64(bits - 64))
    }

    /// Whether it is one of IPv4.
    var isFour: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// What one household or machine has: the address of IPv4, the /64 of IPv6, which has addresses without number.
    var household: NetworkAddress { isFour ? self : first(64) }

    /// The network of so many bits, of 128.
    func first(_ bits: Int) -> NetworkAddress { NetworkAddress(self, first: bits) }

    /// As it is written.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isFour {
            var four = in_addr(s_addr: UInt32(truncatingIfNeeded: low).bigEndian)
            inet_ntop(AF_INET, &four, &text, socklen_t(text.count))
        } else {
            var bytes = (high.bigEndian, low.bigEndian)
            inet_ntop(AF_INET6, &bytes, &text, socklen_t(text.count))
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
