import Foundation

/// One axis of a comparison: what it varies, and each value as text, in order, none twice.
public struct Axis: Sendable, Hashable, Codable {
    /// What varies.
    public var subject: AxisSubject
    /// The values as a person would type them; slugs on the axis of models.
    public var values: [String]

    /// Creates an axis; of a value that comes twice the first counts.
    public init(_ subject: AxisSubject, _ values: [String]) {
        self.subject = subject
        self.values = []
        var seen: Set<String> = []
        for value in values where seen.insert(value).inserted { self.values.append(value) }
    }
}

extension Axis {
    /// A value in its own type: a number where it is one.
    public func value(_ number: Int) -> ParameterValue {
        let text = values[number]
        guard subject.number.isNumber else { return .string(text) }
        return Int64(text).map { .integer($0) } ?? Double(text).map { .number($0) } ?? .string(text)
    }
}

/// Why a comparison cannot be made as it was asked for.
public struct AxisFault: Error, Hashable {
    /// The field it is about: an axis's word, `prompt`, `models`, `axes`, `misfit` or a parameter.
    public var field: String
    /// What is wrong, for the person who asked.
    public var sentence: String

    /// Creates a fault.
    public init(_ field: String, _ sentence: String) {
        self.field = field
        self.sentence = sentence
    }

    /// A number as its sentences write it, `10,000`.
    static func count(_ number: Double) -> String { number.formatted(.number.locale(Locale(identifier: "en_US"))) }
}
