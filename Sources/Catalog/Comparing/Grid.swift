/// A comparison worked out: its axes, and a request or a reason for every cell.
public struct Grid: Sendable {
    /// So many pictures are the most.
    public static let most = 1000

    /// One place of the grid.
    public struct Cell: Sendable {
        /// The numbers of its values on the axes.
        public var coordinates: [Int]
        /// The model it is for.
        public var model: Model
        /// What is sent; `nil` where the cell is left out.
        public var parameters: ParameterSet?
        /// What is sent instead of what was asked for, or why the cell is left out.
        public var remark: String?
    }

    /// A value that a model does not take.
    public struct Misfitting: Sendable, Hashable {
        /// The model's name.
        public var model: String
        /// Which value, and what would be right.
        public var sentence: String
    }

    /// One to three axes; the models are one where there are several.
    public var axes: [Axis]
    /// Every place, the last axis fastest.
    public var cells: [Cell]
    /// What does not fit, each once.
    public var misfits: [Misfitting]
    /// What is sent as asked though something else is recommended, each once.
    public var cautions: [Misfitting]
    /// Whether it has to be said what becomes of those.
    public var wantsMisfitRule: Bool
}

extension GridPlan {
    /// Works the plan out for the models of a catalogue; seeds are settled before (``withSeed(_:)``).
    ///
    /// - Throws: ``AxisFault`` with what is wrong, and what would be right.
    public func grid(in catalog: Catalog) throws(AxisFault) -> Grid {
        let models = try models.map { slug throws(AxisFault) in
            guard let model = catalog[slug] else {
                throw AxisFault("models", "No model is called “\(slug.prefix(60))”.")
            }
            return model
        }
        guard let first = models.first else { throw AxisFault("models", "Choose at least one model.") }
        let axes = try checkedAxes(models)
        let filler = CellFiller(plan: self, models: models, axes: axes)
        try filler.check()
        var grid = Grid(axes: axes, cells: [], misfits: [], cautions: [], wantsMisfitRule: false)
        let modelAxis = axes.firstIndex { $0.subject == .model }
        for coordinates in Self.coordinates(axes) {
            let model = modelAxis.map { models[coordinates[$0]] } ?? first
            let filled = try filler.filled(at: coordinates, model)
            grid.cells.append(filled.cell)
            for misfit in filled.misfits where !grid.misfits.contains(misfit) { grid.misfits.append(misfit) }
            for caution in filled.cautions where !grid.cautions.contains(caution) { grid.cautions.append(caution) }
        }
        grid.wantsMisfitRule = misfit == nil && !grid.misfits.isEmpty
        guard grid.cells.contains(where: { $0.parameters != nil }) else {
            throw AxisFault("misfit", "Every cell would be left out: no model takes these values.")
        }
        return grid
    }

    private func checkedAxes(_ models: [Model]) throws(AxisFault) -> [Axis] {
        var axes = axes.filter { $0.subject != .model }
        if models.count > 1 { axes.insert(Axis(.model, models.map(\.slug)), at: 0) }
        for (number, axis) in axes.enumerated() where axes[..<number].contains(where: { $0.subject == axis.subject }) {
            throw AxisFault("axes", "\(axis.subject.label) stands on two axes.")
        }
        let sizes: [AxisSubject] = [.size, .parameter(.width), .parameter(.height)]
        if axes.contains(where: { $0.subject == .size }), axes.contains(where: { sizes[1...].contains($0.subject) }) {
            throw AxisFault("axes", "Size stands for width and height: take it or those.")
        }
        guard axes.count <= 3 else {
            throw AxisFault("axes", "At most three things can vary at once, the models among them.")
        }
        let count = axes.reduce(1.0) { $0 * Double($1.values.count) }
        guard count <= Double(Grid.most) else {
            throw AxisFault(
                "axes",
                "That would be \(AxisFault.count(count)) pictures; "
                    + "\(AxisFault.count(Double(Grid.most))) are the most in one comparison. Shorten an axis."
            )
        }
        guard count > 1 else {
            throw AxisFault("axes", "Nothing varies yet: choose a second model, or a parameter with several values.")
        }
        return axes
    }

    /// All places, the last axis fastest.
    private static func coordinates(_ axes: [Axis]) -> [[Int]] {
        axes.reduce([[]]) { places, axis in
            places.flatMap { place in axis.values.indices.map { place + [$0] } }
        }
    }
}
