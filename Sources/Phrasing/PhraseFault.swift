/// What is wrong with a text's syntax, or why its words cannot be drawn.
public struct PhraseFault: Error, Sendable, Hashable {
    /// What kind of fault it is.
    public enum Kind: String, Sendable, Hashable, Codable {
        /// A choice begins and never ends.
        case unclosed
        /// A choice of which nothing can be taken, since every weight is 0.
        case weightless
        /// Choices within choices, too deep.
        case tooDeep
        /// More choices, lists and fields than are read.
        case tooMany
        /// More characters than are read, or than may come out.
        case tooLong
        /// A list that is not there.
        case unknownList
        /// A list without values.
        case emptyList
        /// A field that has neither a value nor a default.
        case openField
        /// Something that Dynamic Prompts reads and this house does not.
        case foreign
    }

    /// What kind of fault it is.
    public var kind: Kind
    /// Where it is; `nil` where it is the whole.
    public var place: TextPlace?
    /// The list whose text it is in; `nil` for the text that was typed.
    public var list: String?
    /// What is wrong and what would be right.
    public var sentence: String

    /// Creates a fault.
    public init(_ kind: Kind, at place: TextPlace?, in list: String? = nil, _ sentence: String) {
        self.kind = kind
        self.place = place
        self.list = list
        self.sentence = sentence
    }

    /// The sentence with its place in front, as it stands beside a field.
    public var placed: String {
        switch (list, place) {
        case (let list?, let place?): "In the list “\(list)”, \(place.words): \(sentence)"
        case (let list?, nil): "In the list “\(list)”: \(sentence)"
        case (nil, let place?) where place.line == 1: "At character \(place.column): \(sentence)"
        case (nil, let place?): "At \(place.words): \(sentence)"
        case (nil, nil): sentence
        }
    }
}
