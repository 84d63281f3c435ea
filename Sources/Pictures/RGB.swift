/// An sRGB colour of 8 bits a channel.
public struct RGB: Sendable, Hashable {
    /// Red, 0 to 255.
    public let red: UInt8
    /// Green, 0 to 255.
    public let green: UInt8
    /// Blue, 0 to 255.
    public let blue: UInt8

    /// Takes the three channels.
    public init(red: UInt8, green: UInt8, blue: UInt8) {
        self.red = red
        self.green = green
        self.blue = blue
    }

    /// The mean of all pixels: what a placeholder shows before the picture has arrived.
    public init(averageOf pixels: Pixels) {
        var red = 0
        var green = 0
        var blue = 0
        pixels.rgb.withUnsafeBufferPointer { samples in
            for at in stride(from: 0, to: samples.count, by: 3) {
                red += Int(samples[at])
                green += Int(samples[at + 1])
                blue += Int(samples[at + 2])
            }
        }
        let count = pixels.width * pixels.height
        self.init(red: UInt8(red / count), green: UInt8(green / count), blue: UInt8(blue / count))
    }

    /// `#` and six lower-case hexadecimal digits, as CSS reads it.
    public var hex: String {
        let digits = String(Int(red) << 16 | Int(green) << 8 | Int(blue), radix: 16)
        return "#" + String(repeating: "0", count: 6 - digits.count) + digits
    }
}
