/// The short name of a request: ten letters and digits of its number, mixed so that neighbours do not look alike.
enum RequestID {
    /// Crockford's, without those that are mistaken for others.
    private static let letters = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    static func text(_ number: UInt64) -> String {
        // Splitmix64's way from a counter to a number that looks random; no two of them meet.
        var mixed = number &* 0x9E37_79B9_7F4A_7C15
        mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return String(decoding: (0..<10).map { letters[Int(mixed >> (5 * UInt64($0)) & 31)] }, as: UTF8.self)
    }
}
