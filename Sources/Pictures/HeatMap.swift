/// The colours of a heat map: matplotlib's “inferno”, whose brightness rises all the way, so that it is read without
/// seeing colours too.
enum HeatMap {
    /// Every thirty-second of its 256 colours.
    private static let stops: [[Double]] = [
        [0, 0, 4], [31, 12, 72], [85, 15, 109], [136, 34, 106], [186, 54, 85], [227, 89, 51], [249, 140, 10],
        [249, 201, 50], [252, 255, 164],
    ]

    /// Red, green and blue of each of the 256 steps; nothing at all is black.
    static let rgb: [UInt8] = (0..<256).flatMap { step -> [UInt8] in
        guard step > 0 else { return [0, 0, 0] }
        let place = Double(step) / 255 * Double(stops.count - 1)
        let index = min(Int(place), stops.count - 2)
        let share = place - Double(index)
        return zip(stops[index], stops[index + 1]).map { UInt8(($0 + ($1 - $0) * share).rounded()) }
    }
}
