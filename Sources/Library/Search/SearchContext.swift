/// What a search means besides its words: who looks, and what models are called.
public struct SearchContext: Sendable, Hashable {
    /// The person who looks, for `by:me` and their favourites.
    public var person: String?
    /// The models' names by slug, so that `model:` finds either.
    public var modelNames: [String: String]

    /// Creates a context.
    public init(person: String? = nil, modelNames: [String: String] = [:]) {
        self.person = person
        self.modelNames = modelNames
    }
}
