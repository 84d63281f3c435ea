extension Model {
    /// Checks what a person or a program gave and fills in the defaults.
    ///
    /// Values may come as text (from a form) or typed (from JSON). Blank text counts as not given. The result
    /// holds every parameter in sending order; a seed that was left open stays at the model's default (-1).
    ///
    /// - Throws: ``ParameterFaults`` with every fault at once, each with its field and a sentence.
    public func validate(_ given: [String: ParameterValue]) throws(ParameterFaults) -> ParameterSet {
        var set = ParameterSet()
        var faults: [ParameterFault] = []
        for parameter in parameters {
            do throws(ParameterFault) {
                set[parameter.name] = try parameter.settle(given[parameter.name])
            } catch {
                faults.append(error)
            }
        }
        for name in given.keys.sorted() where parameter(named: name) == nil {
            faults.append(.init(field: name, sentence: "\(self.name) has no parameter “\(name.excerpt)”."))
        }
        guard faults.isEmpty else { throw ParameterFaults(faults) }
        return set
    }

    /// Accepted values that are not recommended for the model, each with a sentence.
    public func cautions(for set: ParameterSet) -> [ParameterFault] {
        parameters.compactMap { parameter in
            guard let value = set[parameter.name], let advised = parameter.advice(instead: value) else { return nil }
            return .init(
                field: parameter.name,
                sentence: "\(parameter.label) \(value.text): for \(name), \(advised) is recommended."
            )
        }
    }
}

extension Parameter {
    /// The value to send for what was given, or `nil` for an optional parameter left open.
    func settle(_ given: ParameterValue?) throws(ParameterFault) -> ParameterValue? {
        let isBlank = given.map { $0.text.allSatisfy(\.isWhitespace) } ?? true
        if isBlank {
            if isRequired { throw fault("\(label) is needed.") }
            return defaultValue
        }
        guard let given else { return defaultValue }
        return try check(try typed(given))
    }

    /// The value in this parameter's own type; text is read as a person types it.
    private func typed(_ given: ParameterValue) throws(ParameterFault) -> ParameterValue {
        let text = given.text.trimmingSpaces()
        switch (kind, given) {
        case (.string, .string(let string)):
            return .string(string.withUnixLineEnds())
        case (.integer, .integer), (.number, .number), (.boolean, .boolean):
            return given
        case (.integer, .number), (.integer, .string):
            if let integer = Int64(text) { return .integer(integer) }
            throw fault("\(label) takes a whole number, not “\(text.excerpt)”.")
        case (.number, .integer), (.number, .string):
            // A comma is how half the world writes 1,2.
            let plain = text.replacing(",", with: ".")
            if plain.wholeMatch(of: /[+-]?\d{1,15}(\.\d{1,15})?/) != nil, let number = Double(plain) {
                return .number(number)
            }
            throw fault("\(label) takes a number, not “\(text.excerpt)”.")
        case (.boolean, .string):
            if let boolean = Bool(text) { return .boolean(boolean) }
            throw fault("\(label) takes true or false.")
        default:
            throw fault("\(label) does not take “\(text.excerpt)”.")
        }
    }

    /// What is recommended instead of an accepted value, as text; `nil` where nothing speaks against it.
    func advice(instead value: ParameterValue) -> String? {
        if !recommended.isEmpty, !recommended.contains(value) {
            return recommended.map(\.text).joined(separator: ", ")
        }
        guard let range = recommendedRange, let number = Double(value.text), !range.contains(number) else { return nil }
        return [range.lowerBound, range.upperBound].map { ParameterValue.number($0).text }.joined(separator: " to ")
    }

    /// The value itself when it keeps the rules.
    @discardableResult
    func check(_ value: ParameterValue) throws(ParameterFault) -> ParameterValue {
        if !allowed.isEmpty, !allowed.contains(value) {
            let list = allowed.map(\.text).joined(separator: " or ")
            throw fault("\(label) can only be \(list) with this model.")
        }
        switch value {
        case .string(let text):
            try check(text: text)
        case .integer(let integer):
            try check(range: Double(integer), as: value.text)
            if let multipleOf, integer % multipleOf != 0 {
                let below = integer / multipleOf * multipleOf
                throw fault("\(label) must be a multiple of \(multipleOf): \(below) or \(below + multipleOf).")
            }
        case .number(let number):
            try check(range: number, as: value.text)
        case .boolean:
            break
        }
        return value
    }

    private func check(text: String) throws(ParameterFault) {
        // Counted as the form's counter and JSON do, by code points.
        let length = text.unicodeScalars.count
        if let maximumLength, length > maximumLength {
            throw fault(
                "\(label) is \(length) characters long; at most \(maximumLength) are taken."
            )
        }
        if text.unicodeScalars.contains(where: { $0.value == 0 }) {
            throw fault("\(label) contains a character that cannot be sent.")
        }
        if isComplete, !known.contains(text) {
            throw fault("“\(text.excerpt)” is not a \(label.lowercased()) of this model.")
        }
        if role == .scheduler, text.count > 100 || text.contains(where: \.isNewline) {
            throw fault("A \(label.lowercased()) is one short name.")
        }
    }

    private func check(range number: Double, as text: String) throws(ParameterFault) {
        let low = minimum.map { ParameterValue.number($0).text }
        let high = maximum.map { ParameterValue.number($0).text }
        let isInside = number >= (minimum ?? -.infinity) && number <= (maximum ?? .infinity)
        guard !isInside else { return }
        switch (low, high) {
        case (let low?, let high?): throw fault("\(label) can be \(low) to \(high), not \(text).")
        case (let low?, nil): throw fault("\(label) can be no less than \(low), not \(text).")
        default: throw fault("\(label) can be no more than \(high ?? ""), not \(text).")
        }
    }

    private func fault(_ sentence: String) -> ParameterFault {
        ParameterFault(field: name, sentence: sentence)
    }
}

extension String {
    /// Without spaces and line ends around it.
    fileprivate func trimmingSpaces() -> String {
        var slice = self[...]
        while slice.first?.isWhitespace == true { slice.removeFirst() }
        while slice.last?.isWhitespace == true { slice.removeLast() }
        return String(slice)
    }

    /// Browsers send text areas with CR LF; what was typed is LF.
    fileprivate func withUnixLineEnds() -> String {
        replacing("\r\n", with: "\n")
    }

    /// Enough of a faulty text to recognise it by.
    fileprivate var excerpt: String {
        count > 40 ? prefix(40) + "…" : self
    }
}
