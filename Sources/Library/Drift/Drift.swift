import Foundation

/// Requests sent again to see whether the service still paints the same.
public struct Drift: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// What people call it.
    public var name: String
    /// The comparison that was sent again as a whole, if it was one and is still there.
    public var comparison: Int64?
    /// Who asked for it, where they said a name.
    public var person: String?
    /// When it was asked for.
    public var createdAt: Date
}

/// A picture of then and its request of now.
public struct DriftPair: Sendable, Hashable {
    /// One of the two pictures.
    public struct Picture: Sendable, Hashable {
        /// The image.
        public var id: Image.ID
        /// Names its file.
        public var sha256: String
        /// The 64-bit difference hash of its thumbnail, once that is made.
        public var perceptualHash: UInt64?
        /// In pixels.
        public var width: Int
        /// In pixels.
        public var height: Int
    }

    /// The image that was to be made again, whether or not it is still there.
    public var imageID: Image.ID
    /// The request of now.
    public var generation: Generation.ID
    /// The model's slug.
    public var model: String
    /// Where the request of now stands.
    public var state: GenerationState
    /// How the request's first picture compares, as it was found when it was stored.
    public var verdict: Generation.Verdict?
    /// The picture of then, if it is still there.
    public var original: Picture?
    /// The picture of now, once there is one.
    public var again: Picture?
}

/// What is asked for, before it has a number.
public struct NewDrift: Sendable {
    /// A request and the pictures that came of it: those of one request are made again together.
    public struct Request: Sendable {
        /// The pictures of then.
        public var images: [Image.ID]
        /// The same request again.
        public var wish: NewGeneration

        /// Creates a request.
        public init(images: [Image.ID], wish: NewGeneration) {
            self.images = images
            self.wish = wish
        }
    }

    /// What people call it.
    public var name: String
    /// The comparison that it is of.
    public var comparison: Int64?
    /// The name of who asks.
    public var person: String?
    /// Names the form it came from: pressed twice is asked once.
    public var once: String?
    /// What is sent again.
    public var requests: [Request]

    /// Creates a wish for a drift.
    public init(
        name: String,
        comparison: Int64? = nil,
        person: String? = nil,
        once: String? = nil,
        requests: [Request]
    ) {
        self.name = name
        self.comparison = comparison
        self.person = person
        self.once = once
        self.requests = requests
    }
}
