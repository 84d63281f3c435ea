import Catalog
import Library

/// What further values would add to a comparison, before anything is sent.
public struct Growth: Sendable {
    /// The new cells, and the plan with the new values.
    public var weighing: Weighing
    /// The values that are new.
    public var values: [String]
    /// The axis that grows; one behind the last where it is a new one.
    var axis: Int
    /// How many values each axis had when this was worked out.
    var known: [Int]

    /// Why nothing grows.
    public enum Nothing: Error {
        /// All of the values are there already.
        case new
    }
}

extension Studio {
    /// Works out what a comparison would be with further values of what it varies, of its models or of its seed.
    ///
    /// - Parameter misfit: what becomes of values that do not fit; as the comparison was made where it is `nil`.
    /// - Throws: ``Growth/Nothing``, ``AxisFault``, ``LibraryError``.
    public func weigh(
        _ values: [String],
        of subject: AxisSubject,
        onto comparison: Comparison,
        misfit: Misfit?,
        by person: String? = nil
    ) async throws -> Growth {
        let present = try present(subject, in: comparison)
        let whole = Axis(subject, present + values)
        guard whole.values.count > present.count else { throw Growth.Nothing.new }
        var plan = comparison.plan
        plan.misfit = misfit ?? plan.misfit
        switch subject {
        case .model: plan.models = whole.values
        default:
            plan.parameters = plan.parameters.filter { AxisSubject($0.key) != subject }
            plan.axes = plan.axes.filter { $0.subject != subject } + [whole]
        }
        let subjects = comparison.axes.map(\.subject)
        let axis = subjects.firstIndex(of: subject) ?? subjects.count
        var grid = try plan.grid(in: catalog).ordered(subjects + (axis == subjects.count ? [subject] : []))
        grid.cells.removeAll { $0.coordinates[axis] < present.count }
        return Growth(
            weighing: try await weigh(plan, grid, isFresh: false, by: person),
            values: Array(whole.values[present.count...]),
            axis: axis,
            known: comparison.axes.map(\.values.count)
        )
    }

    /// Adds the cells of further values and wakes the queue.
    ///
    /// - Throws: ``LibraryError``; ``LibraryError/taken`` when somebody else has added some meanwhile.
    public func extend(_ comparison: Comparison, by growth: Growth, person: String? = nil) async throws(LibraryError) {
        let more = self.comparison(growth.weighing, named: comparison.name, by: person)
        let wishes = try await library.extend(
            comparison.id,
            to: more,
            on: growth.axis,
            known: growth.known,
            at: surroundings.now()
        )
        tell(of: wishes, as: "comparison")
    }

    /// The values that a comparison has of something: those of its axis, or the one of all its cells.
    private func present(_ subject: AxisSubject, in comparison: Comparison) throws(AxisFault) -> [String] {
        if let axis = comparison.axes.first(where: { $0.subject == subject }) { return axis.values }
        if subject == .model { return comparison.plan.models }
        let fixed = comparison.plan.parameters.first { AxisSubject($0.key) == subject }
        guard subject == .parameter(.seed), let seed = fixed?.value.text else {
            throw AxisFault(
                subject.word,
                "\(subject.label) is the same in all of it. Change the comparison and make it anew."
            )
        }
        return [seed]
    }
}

extension Grid {
    /// The same grid with its axes in another order.
    fileprivate func ordered(_ subjects: [AxisSubject]) -> Grid {
        let order = subjects.compactMap { subject in axes.firstIndex { $0.subject == subject } }
        var grid = self
        grid.axes = order.map { axes[$0] }
        for index in grid.cells.indices { grid.cells[index].coordinates = order.map { cells[index].coordinates[$0] } }
        return grid
    }
}
