import Curation
import HTTPServer
import Library

/// What somebody votes on, as addresses and forms say it.
struct VotingAddress {
    var scope: VotingScope
    /// How often every pair is to be judged.
    var round: Int
    /// The pair to be shown.
    var pair: PairName?
    /// What happened to the vote before.
    var told: Told?

    /// Why a vote was not counted or not taken back.
    enum Told: String {
        case judged, missing, closed, late

        var sentence: String {
            switch self {
            case .judged: "That pair was judged already; it was not counted a second time."
            case .missing: "One of the two pictures is not there any more. That vote was not counted."
            case .closed: "The comparison of that pair was closed for votes. That vote was not counted."
            case .late: "Only your newest vote can be taken back, and that one is not it any more."
            }
        }
    }

    /// Reads the query of an address, or a form's fields.
    init(_ fields: Query) {
        if let comparison = fields["comparison"], !comparison.isEmpty {
            scope = .comparison(Int64(comparison) ?? 0)
        } else if let tag = fields["tag"], !tag.isEmpty {
            scope = .tag(String(tag.prefix(Tag.longest)))
        } else {
            scope = .all
        }
        round = min(max(fields["round"].flatMap { Int($0) } ?? 1, 1), 1000)
        pair = fields["pair"].flatMap(PairName.init)
        told = fields["told"].flatMap(Told.init)
    }

    init(_ scope: VotingScope, round: Int = 1) {
        self.scope = scope
        self.round = round
    }

    func with(pair: PairName?, told: Told? = nil) -> VotingAddress {
        var address = self
        address.pair = pair
        address.told = told
        return address
    }

    /// The fields that every form of the page carries along.
    var fields: Query {
        var fields: Query = scope.fields
        if round > 1 { fields.pairs.append(.init(name: "round", value: String(round))) }
        return fields
    }

    var text: String {
        var query = fields
        if let pair { query.pairs.append(.init(name: "pair", value: pair.text)) }
        if let told { query.pairs.append(.init(name: "told", value: told.rawValue)) }
        return query.isEmpty ? "/vote" : "/vote?\(query.encoded)"
    }
}

extension VotingScope {
    /// As addresses write it.
    var fields: Query {
        switch self {
        case .comparison(let id): ["comparison": String(id)]
        case .tag(let tag): ["tag": tag]
        case .all: [:]
        }
    }
}
