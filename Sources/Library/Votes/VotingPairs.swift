/// Pictures that can be judged against each other, and how often one person has done so.
public struct VotingPairs: Sendable {
    /// A picture with what a vote on it decides between.
    public struct Picture: Sendable, Hashable {
        /// The picture.
        public var id: Image.ID
        /// The generation that brought it.
        public var generation: Generation.ID
        /// The hash that names its file.
        public var sha256: String
        /// In pixels.
        public var width: Int
        /// In pixels.
        public var height: Int
        /// Its average colour as `#rrggbb`, where it is known.
        public var colour: String?
        /// The prompt text.
        public var prompt: String
        /// What tells it from others of the same prompt and seed.
        public var traits: Traits
    }

    /// Two pictures of the same prompt and seed that differ along one axis.
    public struct Pair: Sendable, Hashable {
        /// The comparison that it is taken from.
        public var comparison: Int64
        /// The number of the one among the pictures.
        public var one: Int
        /// The number of the other.
        public var other: Int
        /// What is decided between them.
        public var contest: Contest
        /// How often the person has judged it.
        public var judged: Int
    }

    /// Every picture once.
    public internal(set) var pictures: [Picture] = []
    /// Every pair once.
    public var pairs: [Pair] = []
    /// Whether any comparison of the scope is open.
    public internal(set) var isOpen = false
}
