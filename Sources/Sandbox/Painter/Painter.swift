import Pictures

/// Paints the sandbox's pictures: no photograph and no model behind them, only arithmetic.
///
/// The same order gives the same pixels on every machine, and any change in it another picture. Words of the prompt
/// choose the land, a figure and the colours; the seed decides where things stand.
public struct Painter: Sendable {
    /// A painter needs nothing.
    public init() {}

    /// Paints one picture; 1024 by 1024 take about a tenth of a second of one core.
    ///
    /// - Precondition: width and height are positive.
    public func paint(_ order: PaintOrder) -> Pixels {
        let view = Interpretation(order)
        let canvas = Canvas(width: order.width, height: order.height)
        switch view.manner {
        case .goldenHour: GoldenHour.paint(canvas, view)
        case .strokes: Strokes.paint(canvas, view)
        case .dreamland: Dreamland.paint(canvas, view)
        case .stillLife: StillLife.paint(canvas, view)
        case .lens: Lens.paint(canvas, view)
        }
        canvas.sharpen(0.35 * view.crispness)
        Caption(order).paint(canvas)
        return canvas.developed(view)
    }
}
