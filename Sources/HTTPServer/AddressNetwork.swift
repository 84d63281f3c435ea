/// An address, or a network of them.
public struct AddressNetwork: Sendable, Hashable, CustomStringConvertible {
    private let address: NetworkAddress
    /// How many of the 128 bits count.
    private let bits: Int

    private static let four = NetworkAddress(high: 0, low: 0xFFFF << 32)

    /// Reads `192.0.2.1`, `192.0.2.0/24`, `2001:db8::1` or `2001:db8::/32`. A network of everybody is none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let given = NetworkAddress(parts[0]) else { return nil }
        // A mapped network is one of IPv4 by its text, too: the bits are counted from where the text begins.
        let isFour = !parts[0].contains(":")
        var bits = 128
        if parts.count == 2 {
            guard parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let length = Int(parts[1]),
                (1...(isFour ? 32 : 128)).contains(length)
            else { return nil }
            bits = isFour ? 96 + length : length
        }
        address = given.first(bits)
        self.bits = bits
        // Those of IPv4 lie in the middle of nowhere: a network that holds all of them is a mistake.
        if bits <= 96, Self.four.first(bits) == address { return nil }
    }

    /// Whether an address lies in it.
    public func contains(_ other: NetworkAddress) -> Bool { other.first(bits) == address }

    /// As it is written.
    public var description: String {
        guard bits < 128 else { return address.description }
        return "\(address)/\(address.isFour ? bits - 96 : bits)"
    }
}
