/// What becomes of a value that one model of a comparison does not take, and another does.
public enum Misfit: String, Sendable, Hashable, Codable, CaseIterable {
    /// The model's own default is sent.
    case `default`
    /// The nearest value that the model takes is sent; its default, where nothing is near.
    case nearest
    /// The cell is left out.
    case skip
}

extension Parameter {
    /// The nearest value that is taken; `nil` where values have no order, or nothing was given that is a number.
    ///
    /// - Parameter isAdvised: whether it is to be a recommended one, where there are such.
    func nearest(to given: ParameterValue, isAdvised: Bool = false) -> ParameterValue? {
        guard kind == .integer || kind == .number, let wanted = Double(given.text), wanted.isFinite else { return nil }
        for list in [allowed, isAdvised ? recommended : []] where !list.isEmpty {
            return list.min { abs((Double($0.text) ?? 0) - wanted) < abs((Double($1.text) ?? 0) - wanted) }
        }
        var inside = min(max(wanted, minimum ?? -.infinity), maximum ?? .infinity)
        if isAdvised, let recommendedRange {
            inside = min(max(inside, recommendedRange.lowerBound), recommendedRange.upperBound)
        }
        guard kind == .integer else { return .number(inside) }
        let unit = Double(multipleOf ?? 1)
        // Rounding may lead out of the range again, by less than one unit.
        var value = (inside / unit).rounded() * unit
        if let maximum, value > maximum { value -= unit }
        if let minimum, value < minimum { value += unit }
        return Int64(exactly: value).map { .integer($0) }
    }
}
