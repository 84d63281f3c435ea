import Foundation

/// Reads the values of an axis as people write them.
///
/// Between commas stand values, ranges and draws: `1, 5, 9`; `1-10 step 3` (1, 4, 7, 10), `1..10`, `10-1 step 3`,
/// `2.5-7.5 in 3` (three values from end to end); `4 random` (seeds). AUTOMATIC1111's `1-10 (+3)` and `1-10 [4]` are
/// understood as well. Texts stand one a line, or between commas with quotes around those that hold a comma.
public struct AxisGrammar {
    /// So many values are the most on one axis.
    public static let most = 1000
    /// Stands for no negative prompt.
    public static let noText = "none"

    /// What varies.
    private let subject: AxisSubject
    /// Names that a word stands for: each scheduler behind `all`, each size by its shape's name.
    private let names: Names
    private let drawSeed: () -> Int64

    /// The names that the chosen models know.
    public struct Names {
        /// Schedulers, for `all`.
        var schedulers: [String] = []
        /// Sizes such as `896x1152` by a shape's name in lower case.
        var shapes: [String: String] = [:]

        /// The names that models know.
        public init(models: [Model] = []) {
            for model in models {
                for name in model.parameter(.scheduler)?.known ?? [] where !schedulers.contains(name) {
                    schedulers.append(name)
                }
                for shape in model.shapes { shapes[shape.name.lowercased()] = "\(shape.width)x\(shape.height)" }
            }
        }
    }

    /// Creates a reader.
    public init(_ subject: AxisSubject, names: Names = Names(), drawSeed: @escaping () -> Int64) {
        self.subject = subject
        self.names = names
        self.drawSeed = drawSeed
    }

    /// The axis that a text describes.
    ///
    /// - Throws: ``AxisFault`` with the first thing that cannot be read.
    public func axis(_ text: String) throws(AxisFault) -> Axis {
        try axis(AxisText.items(of: text, of: subject))
    }

    /// The axis of items that were given one by one.
    ///
    /// - Throws: as ``axis(_:)-(String)``.
    public func axis(_ items: [String]) throws(AxisFault) -> Axis {
        let axis = Axis(subject, try values(of: items))
        if subject == .words, axis.values.count < 2 {
            throw fault("Words: first the word in the prompt, then what to put in its place.")
        }
        return axis
    }

    /// Values for an axis that has some already.
    ///
    /// - Throws: as ``axis(_:)-(String)``.
    public func further(_ text: String) throws(AxisFault) -> [String] {
        try values(of: AxisText.items(of: text, of: subject))
    }

    private func values(of items: [String]) throws(AxisFault) -> [String] {
        guard items.count <= Self.most else { throw fault(Self.tooMany(items.count)) }
        var values: [String] = []
        for item in items {
            values += try subject.isText ? [text(item)] : read(item.trimmingCharacters(in: .whitespaces))
            guard values.count <= Self.most else { throw fault(Self.tooMany(values.count)) }
        }
        guard !values.isEmpty else { throw fault("\(subject.label) needs values.") }
        return values
    }

    /// A text as it is; for no negative prompt at all there is a word, since nothing cannot be written on a line.
    private func text(_ item: String) -> String {
        subject == .parameter(.negativePrompt) && item.lowercased() == Self.noText ? "" : item
    }

    private func read(_ item: String) throws(AxisFault) -> [String] {
        if item.isEmpty { return [] }
        switch subject {
        case .parameter(.scheduler): return item.lowercased() == "all" ? names.schedulers : [item]
        case .size: return [try size(item)]
        case .parameter where subject.number.isNumber: return try numbers(item)
        default: return [item]
        }
    }

    private func size(_ item: String) throws(AxisFault) -> String {
        if let named = names.shapes[item.lowercased()] { return named }
        guard let match = item.lowercased().wholeMatch(of: /(\d{1,5})\s*[x×*]\s*(\d{1,5})/) else {
            throw fault("A size is like 896x1152, or a shape's name, not “\(item.prefix(40))”.")
        }
        return "\(match.1)x\(match.2)"
    }

    private func numbers(_ item: String) throws(AxisFault) -> [String] {
        if let draws = item.wholeMatch(of: /(?:(\d{1,6})\s+)?random|-1/.ignoresCase()) {
            guard subject == .parameter(.seed) else { throw fault("Only seeds can be random.") }
            let count = draws.1.flatMap { Int($0) } ?? 1
            guard count <= Self.most else { throw fault(Self.tooMany(count)) }
            return (0..<count).map { _ in String(drawSeed()) }
        }
        if let range = NumberRange(item) {
            guard let values = range.values(upTo: Self.most) else {
                throw fault(range.refusal ?? Self.tooMany(range.count))
            }
            return try values.map { value throws(AxisFault) in try number(NumberRange.text(value), in: item) }
        }
        return [try number(item, in: item)]
    }

    /// The number as the parameter takes it.
    private func number(_ text: String, in item: String) throws(AxisFault) -> String {
        if subject.number.isWhole, text.count <= 18, let whole = Int64(text), whole >= 0 { return String(whole) }
        if !subject.number.isWhole, text.wholeMatch(of: /\d{1,15}(\.\d{1,15})?/) != nil, let number = Double(text) {
            return ParameterValue.number(number).text
        }
        let kind = subject.number.isWhole ? "whole numbers" : "numbers"
        throw fault("\(subject.label) takes \(kind), such as 5, 1-10 step 3; not “\(item.prefix(40))”.")
    }

    private static func tooMany(_ count: Int) -> String {
        "That is \(AxisFault.count(Double(count))) values; \(AxisFault.count(Double(most))) are the most on one axis."
    }

    private func fault(_ sentence: String) -> AxisFault { AxisFault(subject.word, sentence) }
}
