import Foundation

/// The parameters of one request, in the order they are sent.
///
/// Its ``json`` is the exact body that goes to the service and into the library; a model reads it back into an
/// equal set.
public struct ParameterSet: Sendable, Hashable {
    /// One parameter by its name on the wire.
    public struct Entry: Sendable, Hashable {
        /// The name on the wire, such as `img_width`.
        public var name: String
        /// Its value.
        public var value: ParameterValue

        /// Creates an entry.
        public init(name: String, value: ParameterValue) {
            self.name = name
            self.value = value
        }
    }

    /// The entries in sending order, each name at most once.
    public private(set) var entries: [Entry]

    /// Creates a set; of a name that comes twice the last value counts.
    public init(_ entries: [Entry] = []) {
        self.entries = []
        for entry in entries { self[entry.name] = entry.value }
    }

    /// The value of a parameter by its name on the wire; setting `nil` removes it.
    public subscript(name: String) -> ParameterValue? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append(Entry(name: name, value: value))
            case (nil, nil): break
            }
        }
    }

    /// The set as one JSON object, in sending order, without spaces to spare.
    public var json: String {
        "{" + entries.map { JSONText.quoted($0.name) + ":" + $0.value.json }.joined(separator: ",") + "}"
    }

    /// The set as JSON for people: one parameter a line.
    public var indentedJSON: String {
        let lines = entries.map { "  " + JSONText.quoted($0.name) + ": " + $0.value.json }
        return "{\n" + lines.joined(separator: ",\n") + "\n}"
    }

    /// Reads a JSON object whose values are strings, numbers or booleans.
    ///
    /// JSON objects have no order of their own; `names` gives it back (a model's parameter names), and what is
    /// not named there follows by name.
    ///
    /// - Throws: `DecodingError` when the text is no such object.
    public init(json: String, order names: [String] = []) throws {
        let values = try JSONDecoder().decode([String: ParameterValue].self, from: Data(json.utf8))
        let rest = values.keys.filter { !names.contains($0) }.sorted()
        self.init((names + rest).compactMap { name in values[name].map { Entry(name: name, value: $0) } })
    }
}
