/// A smooth run of colour through several stops, mixed as the eye sees it.
struct Ramp: Sendable {
    private let lights: [Light]

    /// - Parameter stops: places from 0 to 1, ascending, with their colours.
    init(_ stops: [(place: Float, colour: OKLCH)]) {
        var lights: [Light] = []
        lights.reserveCapacity(257)
        var segment = 0
        for index in 0...256 {
            let place = Float(index) / 256
            while segment + 2 < stops.count, place > stops[segment + 1].place { segment += 1 }
            let (from, to) = (stops[segment], stops[min(segment + 1, stops.count - 1)])
            let t = clamp((place - from.place) / max(1e-4, to.place - from.place))
            lights.append(Light(lab: from.colour.lab + (to.colour.lab - from.colour.lab) * t))
        }
        self.lights = lights
    }

    /// The colour at a place from 0 to 1.
    @inline(__always)
    subscript(place: Float) -> Light {
        let at = clamp(place) * 256
        let index = min(255, Int(at))
        return lights[index].mixed(with: lights[index + 1], at - Float(index))
    }
}
