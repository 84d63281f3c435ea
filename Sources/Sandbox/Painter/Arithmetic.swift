// The functions of the system's mathematics library differ in their last bit from machine to machine. Everything here
// is made of additions, multiplications, divisions and square roots, which do not.

typealias Point = SIMD2<Float>

@inline(__always)
func mix(_ a: Float, _ b: Float, _ t: Float) -> Float { a + (b - a) * t }

@inline(__always)
func clamp(_ value: Float, _ low: Float = 0, _ high: Float = 1) -> Float { min(max(value, low), high) }

/// 0 up to the first edge, 1 from the second on, and smooth between.
@inline(__always)
func smoothstep(_ low: Float, _ high: Float, _ value: Float) -> Float {
    let t = clamp((value - low) / (high - low))
    return t * t * (3 - 2 * t)
}

@inline(__always)
func floorInt(_ value: Float) -> Int {
    let whole = Int(value)
    return Float(whole) > value ? whole - 1 : whole
}

/// The sine of an angle in turns; exact to about 1e-6.
@inline(__always)
func sine(turns: Float) -> Float {
    var t = turns - Float(floorInt(turns + 0.5))
    if t > 0.25 { t = 0.5 - t } else if t < -0.25 { t = -0.5 - t }
    let x = t * 6.283_185_3
    let s = x * x
    let tail = s * (-1.984_127e-4 + s * 2.755_732e-6)
    return x * (1 + s * (-0.166_666_67 + s * (8.333_333e-3 + tail)))
}

@inline(__always)
func cosine(turns: Float) -> Float { sine(turns: turns + 0.25) }

/// The point at an angle in turns, clockwise from the right, and a distance.
@inline(__always)
func polar(_ turns: Float, _ distance: Float) -> Point {
    Point(cosine(turns: turns), sine(turns: turns)) * distance
}

@inline(__always)
func length(_ v: Point) -> Float { (v.x * v.x + v.y * v.y).squareRoot() }
