/// What is wrong with one parameter, in a sentence for the person who gave it.
public struct ParameterFault: Error, Sendable, Hashable {
    /// The parameter's name on the wire.
    public var field: String
    /// What is wrong and what would be right.
    public var sentence: String

    /// Creates a fault.
    public init(field: String, sentence: String) {
        self.field = field
        self.sentence = sentence
    }
}

/// Everything that is wrong with a request, at once; never empty.
public struct ParameterFaults: Error, Sendable, Hashable, CustomStringConvertible {
    /// The faults in the order of the form.
    public var faults: [ParameterFault]

    /// Creates a list of faults.
    public init(_ faults: [ParameterFault]) {
        self.faults = faults
    }

    /// The sentence for a field, if it has a fault.
    public subscript(field: String) -> String? {
        faults.first { $0.field == field }?.sentence
    }

    /// All sentences, each with its field, as programs are told.
    public var description: String {
        faults.map { "\($0.field): \($0.sentence)" }.joined(separator: " ")
    }
}
