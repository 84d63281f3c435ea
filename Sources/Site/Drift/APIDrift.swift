import Foundation
import Library
import Studio

/// `GET /api/drifts/{id}`: how many came back how, in all and by model, and every pair.
struct APIDrift: Encodable {
    struct Pair: Encodable {
        var imageID: Int64
        var generationID: Int64
        var model: String
        var state: String
        /// `identical`, `near` or `drifted`; absent while that is not known.
        var verdict: String?
        /// In bits of 64.
        var distance: Int?
        /// The picture of now.
        var againImageID: Int64?

        enum CodingKeys: String, CodingKey {
            case model, state, verdict, distance
            case imageID = "image_id"
            case generationID = "generation_id"
            case againImageID = "again_image_id"
        }

        init(_ pair: DriftPair) {
            imageID = pair.imageID
            generationID = pair.generation
            model = pair.model
            state = pair.state.word
            if case .compared(let verdict) = pair.outcome {
                (self.verdict, distance) = (verdict.word, verdict.distance)
            }
            againImageID = pair.again?.id
        }
    }

    var id: Int64
    var name: String
    var comparisonID: Int64?
    var person: String?
    var createdAt: String
    var counts: DriftTally
    var models: [String: DriftTally]
    var pairs: [Pair]

    enum CodingKeys: String, CodingKey {
        case id, name, person, counts, models, pairs
        case comparisonID = "comparison_id"
        case createdAt = "created_at"
    }

    init(_ report: DriftQuery.Report) {
        id = report.drift.id
        name = report.drift.name
        comparisonID = report.drift.comparison
        person = report.drift.person
        createdAt = Words.exact(report.drift.createdAt)
        counts = DriftTally(report.pairs)
        models = Dictionary(grouping: report.pairs, by: \.model).mapValues { DriftTally($0) }
        pairs = report.pairs.map(Pair.init)
    }
}
