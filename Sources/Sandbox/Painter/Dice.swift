/// A small generator of random numbers (SplitMix64) that throws the same on every machine.
struct Dice: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    /// Starts from everything given, in this order.
    init(_ parts: UInt64...) {
        state = parts.reduce(0x51_7C_C1_B7_27_22_0A_95) { Self.mixed(($0 ^ $1) &+ 0x9E37_79B9_7F4A_7C15) }
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// At least 0 and below 1, in steps of 2⁻²⁴.
    mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

    mutating func between(_ low: Float, _ high: Float) -> Float { low + (high - low) * unit() }

    /// Between -1 and 1, mostly near 0.
    mutating func bell() -> Float { (unit() + unit() + unit()) * (2 / 3) - 1 }

    mutating func below(_ count: Int) -> Int { Int(next() >> 33) % max(1, count) }

    mutating func chance(_ probability: Float) -> Bool { unit() < probability }

    mutating func sign() -> Float { next() >> 63 == 0 ? 1 : -1 }

    mutating func pick<Element>(_ first: Element, _ others: Element...) -> Element {
        let index = below(others.count + 1)
        return index == 0 ? first : others[index - 1]
    }

    /// Another generator, told apart by a number, that leaves this one where it is.
    func fork(_ number: UInt64) -> Dice { Dice(state, number) }

    static func mixed(_ value: UInt64) -> UInt64 {
        var z = value
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }

    /// The FNV-1a hash of a text, mixed.
    static func hash(_ text: String) -> UInt64 {
        mixed(text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
    }
}
