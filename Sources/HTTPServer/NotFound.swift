/// Thrown by a handler whose address names nothing, an id that no one has: the answer is the router's page for that.
public struct NotFound: Error, Sendable, Hashable {
    /// Creates the error.
    public init() {}
}
