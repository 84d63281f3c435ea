import Pictures

/// A picture that costs no time: upright bands whose colours are all that the order says.
enum PlainPicture {
    static func paint(_ order: PaintOrder) -> Pixels {
        // FNV-1a, as Swift's own hashes differ from run to run.
        let hash = "\(order)".utf8.reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        var chances = Chances(seed: hash)
        var row: [UInt8] = []
        row.reserveCapacity(3 * order.width)
        let bands = 16
        for band in 0..<bands {
            let colour = (0..<3).map { _ in UInt8.random(in: 40...215, using: &chances) }
            for _ in band * order.width / bands..<(band + 1) * order.width / bands { row += colour }
        }
        var rgb: [UInt8] = []
        rgb.reserveCapacity(row.count * order.height)
        for _ in 0..<order.height { rgb += row }
        return Pixels(width: order.width, height: order.height, rgb: rgb)
    }
}
