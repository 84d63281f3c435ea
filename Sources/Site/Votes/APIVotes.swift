import Curation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addVotesAPI(to router: inout Router) {
        router.post("/api/votes") { request in
            let asked = try decode(
                AskedVote.self,
                from: request,
                like: #"{"left_image_id": 1, "right_image_id": 2, "outcome": "left" | "right" | "tie" | "bad"}"#
            )
            let person = request.person(saying: asked.person)
            let vote = try await studio.library.vote(asked.vote(by: person), at: now()).get()
            return .encoding(APIVote(vote), status: .created)
        }
        router.get("/api/ranking") { request in
            let standings = try await curation.standings(try RankingAddress(request.query).wish)
            return .encoding(standings.lines.compactMap(APIStanding.init))
        }
    }
}

/// The body of `POST /api/votes`.
struct AskedVote: Decodable {
    var left: Image.ID
    var right: Image.ID
    var outcome: Vote.Outcome
    /// The name of who votes.
    var person: String?

    enum CodingKeys: String, CodingKey {
        case outcome, person
        case left = "left_image_id"
        case right = "right_image_id"
    }

    func vote(by person: String?) -> NewVote {
        NewVote(left: left, right: right, outcome: outcome, person: person)
    }
}

/// A vote as programs see it.
struct APIVote: Encodable {
    var id: Int64
    var leftImageID: Int64
    var rightImageID: Int64
    var outcome: Vote.Outcome
    var leftModel: String
    var rightModel: String

    enum CodingKeys: String, CodingKey {
        case id, outcome
        case leftImageID = "left_image_id"
        case rightImageID = "right_image_id"
        case leftModel = "left_model"
        case rightModel = "right_model"
    }

    init(_ vote: Vote) {
        id = vote.id
        leftImageID = vote.left.image
        rightImageID = vote.right.image
        outcome = vote.outcome
        leftModel = vote.left.traits.model
        rightModel = vote.right.traits.model
    }
}

/// A line of the ranking as programs see it: natural-log odds with mean zero, and their 95 % interval.
struct APIStanding: Encodable {
    var name: String
    var strength: Double
    var low: Double
    var high: Double
    var rank: Int
    var votes: Int

    /// `nil` for what no vote places.
    init?(_ line: Standings.Line) {
        guard let place = line.place else { return nil }
        name = line.name
        strength = place.strength
        low = place.interval.lowerBound
        high = place.interval.upperBound
        rank = place.rank
        votes = line.votes
    }
}
