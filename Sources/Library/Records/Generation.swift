import Foundation
import GRDB

/// One request by one person to one model, with its state, cost and result.
public struct Generation: Sendable, Hashable, Identifiable {
    /// Why a generation has a parent.
    public enum Relation: String, Sendable, Hashable {
        /// The very same request again, to see whether the picture is the same.
        case regeneration
        /// Another seed, other parameters or another model.
        case variation
    }

    /// How a regeneration's picture compares to its parent.
    public enum Verdict: Sendable, Hashable {
        /// The same bytes.
        case identical
        /// Other bytes, nearly the same picture; the distance of the perceptual hashes in bits of 64.
        case near(distance: Int)
        /// Another picture; the distance of the perceptual hashes in bits of 64.
        case drifted(distance: Int)

        /// The word in the database and in the JSON interface.
        public var word: String {
            switch self {
            case .identical: "identical"
            case .near: "near"
            case .drifted: "drifted"
            }
        }

        /// The distance of the perceptual hashes in bits of 64.
        public var distance: Int {
            switch self {
            case .identical: 0
            case .near(let distance), .drifted(let distance): distance
            }
        }
    }

    /// The image it was made from, and how.
    public struct Parent: Sendable, Hashable {
        /// The parent image.
        public var imageID: Int64
        /// Why it is the parent.
        public var relation: Relation

        /// Creates a link to a parent image.
        public init(imageID: Int64, relation: Relation) {
            self.imageID = imageID
            self.relation = relation
        }
    }

    /// A wait in the queue after the service did not take a request.
    public struct Postponement: Sendable, Hashable {
        /// When it is offered again.
        public var until: Date
        /// Why it was not taken.
        public var reason: String
    }

    /// Its number, given in the order of asking.
    public var id: Int64
    /// The model's slug.
    public var model: String
    /// The exact JSON that is sent.
    public var request: String
    /// The prompt text.
    public var prompt: String
    /// How many pictures it asks for.
    public var samples: Int
    /// Who is asked: a base URL, or `sandbox`. Its request id means nothing to another service.
    public var service: String
    /// Where it stands.
    public var state: GenerationState
    /// What is missing, when it completed without every sample.
    public var remark: String?
    /// How often the service did not take it.
    public var attempts: Int
    /// While queued: why and until when it waits after the service did not take it.
    public var postponement: Postponement?
    /// The service's id for the request, once known.
    public var requestID: String?
    /// When it was asked for.
    public var createdAt: Date
    /// When it was sent.
    public var submittedAt: Date?
    /// When it was settled.
    public var finishedAt: Date?
    /// Seconds of compute that the service reports.
    public var inferenceSeconds: Double?
    /// The generation that was asked for in its place, after it brought nothing.
    public var successor: Int64?
    /// What it is expected to cost in US dollars.
    public var price: Double?
    /// Who asked for it, where they said a name.
    public var person: String?
    /// What it cost in US dollars, as far as is known: what was expected from the moment it is sent until the service
    /// tells; `nil` while nothing was sent, and when the service did not take it.
    public var cost: Double?
    /// Whether the cost is the service's own word.
    public var isCostReal: Bool
    /// The image it was made from.
    public var parent: Parent?
    /// How it compares to its parent, when it is a regeneration that completed.
    public var verdict: Verdict?
    /// The prompt of the library that it came from.
    public var source: PromptSource?
}

extension Generation: FetchableRecord {
    static let columns = """
        generation.id, generation.model, generation.request, generation.prompt, generation.samples,
        generation.service,
        generation.state, generation.request_id, generation.error, generation.attempts, generation.not_before,
        generation.created_at,
        generation.submitted_at, generation.finished_at, generation.inference_seconds, generation.cost_usd,
        generation.cost_is_real, generation.price_usd, generation.successor_id,
        (SELECT name FROM user WHERE user.id = generation.user_id) AS person,
        generation.parent_image_id, generation.relation, generation.verdict, generation.verdict_distance,
        generation.prompt_id, generation.prompt_version, generation.prompt_is_edited
        """

    /// Reads a row of ``columns``.
    public init(row: Row) throws {
        id = row["id"]
        model = row["model"]
        request = row["request"]
        prompt = row["prompt"]
        samples = row["samples"]
        service = row["service"]
        requestID = row["request_id"]
        state = try GenerationState(word: row["state"], requestID: row["request_id"], error: row["error"])
        remark = state == .completed ? row["error"] : nil
        attempts = row["attempts"]
        if state == .queued, let until = row["not_before"] as Int64? {
            postponement = Postponement(
                until: Date(milliseconds: until),
                reason: row["error"] ?? ""
            )
        }
        createdAt = Date(milliseconds: row["created_at"])
        submittedAt = (row["submitted_at"] as Int64?).map(Date.init(milliseconds:))
        finishedAt = (row["finished_at"] as Int64?).map(Date.init(milliseconds:))
        inferenceSeconds = row["inference_seconds"]
        let name: String? = row["person"]
        person = name?.isEmpty == false ? name : nil
        successor = row["successor_id"]
        price = row["price_usd"]
        cost = row["cost_usd"]
        isCostReal = row["cost_is_real"]
        if let imageID = row["parent_image_id"] as Int64?, let word = row["relation"] as String? {
            parent = Relation(rawValue: word).map { Parent(imageID: imageID, relation: $0) }
        }
        verdict = Verdict(word: row["verdict"], distance: row["verdict_distance"])
        if let prompt = row["prompt_id"] as Int64?, let version = row["prompt_version"] as Int? {
            source = PromptSource(prompt: prompt, version: version, isEdited: row["prompt_is_edited"])
        }
    }
}

extension Generation.Verdict {
    init?(word: String?, distance: Int?) {
        switch word {
        case "identical": self = .identical
        case "near": self = .near(distance: distance ?? 0)
        case "drifted": self = .drifted(distance: distance ?? 0)
        default: return nil
        }
    }
}

extension Date {
    init(milliseconds: Int64) {
        self.init(timeIntervalSince1970: Double(milliseconds) / 1000)
    }

    var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded()) }
}
