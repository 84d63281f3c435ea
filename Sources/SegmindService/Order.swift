import Segmind

/// A request as it came in: for which model, by whom, and its body unchecked.
public struct Order: Sendable {
    /// The model's slug, which may be none.
    public var slug: String
    /// The API key that it came with.
    public var key: String
    /// The members of its body, which may be any.
    public var inputs: [String: JSONValue]

    /// Creates an order.
    public init(slug: String, key: String, inputs: [String: JSONValue]) {
        self.slug = slug
        self.key = key
        self.inputs = inputs
    }

    /// Whether the pictures are wanted inside the JSON.
    public var wantsBase64: Bool { inputs["base64"] == true }
}
