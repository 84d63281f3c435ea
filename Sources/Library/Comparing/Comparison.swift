import Catalog
import Foundation

/// A grid of generations over models, seeds or other parameters.
public struct Comparison: Sendable, Hashable, Identifiable {
    /// Its number.
    public var id: Int64
    /// What people call it.
    public var name: String
    /// What was asked for.
    public var plan: GridPlan
    /// Who was asked: a base URL, or `sandbox`.
    public var service: String
    /// Who made it, where they said a name.
    public var person: String?
    /// When it was made.
    public var createdAt: Date
    /// Since when it is open for blind votes; `nil` while it is not.
    public var votingAt: Date?
    /// Its tags in lower case, in their order.
    public var tags: [String]
    /// Its axes, one to three.
    public var axes: [Axis]
    /// The prompt of the library that it came from.
    public var source: PromptSource?
}

/// One place of a comparison's grid with what stands there.
public struct ComparisonCell: Sendable, Hashable {
    /// The picture of a cell, the first of its samples that does not lie in the trash.
    public struct Picture: Sendable, Hashable {
        /// The image's number.
        public var id: Image.ID
        /// The hash that its file is served by.
        public var sha256: String
        /// In pixels.
        public var width: Int
        /// In pixels.
        public var height: Int
        /// The average colour as `#rrggbb`, once known.
        public var colour: String?
        /// From 1 to 5, or 0.
        public var rating: Int
        /// Whether it lies in the trash.
        public var isTrashed: Bool
        /// Relative to the data folder; absolute for one left in place.
        public var path: String
    }

    /// Pixels across and down.
    public struct Size: Sendable, Hashable {
        /// Across.
        public var width: Int
        /// Down.
        public var height: Int
    }

    /// The numbers of its values on the three axes; 0 where there is no axis.
    public var coordinates: [Int]
    /// Why it was left out, or what was sent instead of what was asked for.
    public var remark: String?
    /// Whether the generation was there before the comparison.
    public var isReused: Bool
    /// Its generation; `nil` where it was left out.
    public var generation: Generation.ID?
    /// The model's slug; empty where it was left out.
    public var model: String
    /// The shape that was asked for, in pixels, where the model takes one.
    public var size: Size?
    /// Where its generation stands.
    public var state: GenerationState?
    /// When it was sent, while it is on its way.
    public var submittedAt: Date?
    /// When it was settled.
    public var settledAt: Date?
    /// What it cost in US dollars, as far as is known, or what it is expected to.
    public var cost: Double?
    /// Seconds of compute that the service reports.
    public var inferenceSeconds: Double?
    /// The generation that was asked for in its place.
    public var successor: Generation.ID?
    /// Its picture, once there is one; `nil` for ever when that was deleted.
    public var picture: Picture?
}
