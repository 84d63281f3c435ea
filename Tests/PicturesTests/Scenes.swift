import Foundation
import Pictures

/// Pictures that tests make for themselves.
enum Scenes {
    /// Waves of colour; another phase is another picture.
    static func waves(width: Int = 320, height: Int = 240, phase: Double = 0) -> Pixels {
        var rgb: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (Double(x) / Double(width), Double(y) / Double(height))
                rgb.append(UInt8(127 + 120 * sin(9 * u + 4 * v + phase)))
                rgb.append(UInt8(127 + 120 * sin(3 * u - 11 * v + 2 * phase)))
                rgb.append(UInt8(127 + 120 * cos(7 * u * v + 5 * phase)))
            }
        }
        return Pixels(width: width, height: height, rgb: rgb)
    }

    /// One colour all over.
    static func plain(_ red: UInt8, _ green: UInt8, _ blue: UInt8, width: Int = 64, height: Int = 64) -> Pixels {
        Pixels(width: width, height: height, rgb: (0..<width * height).flatMap { _ in [red, green, blue] })
    }

    /// A PNG's signature and first chunk, with nothing behind it.
    static func pngHeader(width: UInt32, height: UInt32) -> [UInt8] {
        let header = Array("IHDR".utf8) + bigEndian(width) + bigEndian(height) + [8, 2, 0, 0, 0]
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bigEndian(13) + header + bigEndian(crc32(header))
            + bigEndian(1) + Array("IDAT".utf8) + [0x78] + bigEndian(crc32(Array("IDAT".utf8) + [0x78]))
    }

    /// A JPEG whose EXIF asks for a quarter turn to the right.
    static func onItsSide(_ pixels: Pixels) throws -> [UInt8] {
        let exif: [UInt8] =
            Array("Exif".utf8) + [0, 0] + Array("MM".utf8) + [0, 42, 0, 0, 0, 8, 0, 1]
            + [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0] + [0, 0, 0, 0]
        let segment = [0xFF, 0xE1, UInt8((exif.count + 2) >> 8), UInt8((exif.count + 2) & 255)] + exif
        let jpeg = try pixels.jpeg(quality: 90)
        return Array(jpeg[..<2]) + segment + Array(jpeg[2...])
    }

    private static func bigEndian(_ value: UInt32) -> [UInt8] {
        stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> UInt32($0)) }
    }

    private static func crc32(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(UInt32.max) { crc, byte in
            (0..<8).reduce(crc ^ UInt32(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ 0xEDB8_8320 : value >> 1 }
        }
    }
}
