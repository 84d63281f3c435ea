/// What became of what somebody typed: the texts that are sent, and the words that were drawn for them.
public struct Wording: Sendable, Hashable, Codable {
    /// A word that was drawn or filled in, and in which text.
    public struct Word: Sendable, Hashable, Codable {
        /// Whether it stands in the negative prompt.
        public var isNegative: Bool
        /// The style whose text it is in; `nil` for what was typed.
        public var style: String?
        /// Where it stood.
        public var place: TextPlace
        /// What stood there.
        public var stood: String
        /// What was taken.
        public var taken: String

        enum CodingKeys: String, CodingKey {
            case style, place, stood, taken
            case isNegative = "is_negative"
        }

        init(_ drawn: Drawn, in text: Typed.Text) {
            (isNegative, style) =
                switch text {
                case .prompt: (false, nil)
                case .style(let name): (false, name)
                case .negativePrompt: (true, nil)
                case .negativeStyle(let name): (true, name)
                }
            place = drawn.place
            stood = drawn.stood
            taken = drawn.taken
        }
    }

    /// As it was typed.
    public var typed: Typed
    /// The seed that the words were drawn from.
    public var seed: Int64
    /// The prompt that is sent.
    public var prompt = ""
    /// The negative prompt that is sent.
    public var negativePrompt = ""
    /// The words, in the order of drawing.
    public var drawn: [Word] = []

    enum CodingKeys: String, CodingKey {
        case typed, seed, prompt, drawn
        case negativePrompt = "negative_prompt"
    }

    init(typed: Typed, seed: Int64) {
        self.typed = typed
        self.seed = seed
    }
}
