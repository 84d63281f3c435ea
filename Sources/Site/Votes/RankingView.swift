import Curation
import Library
import Ranking

/// Everything the ranking's page shows, but for its frame.
struct RankingView {
    let site: Site
    let address: RankingAddress
    let standings: Standings

    /// So many contestants have a column of wins each.
    private static let mostColumns = 20
    /// So many pairs of people are listed.
    private static let mostCouples = 30

    func all(_ choices: VotingChoicesQuery.Answer) -> View {
        let plot = RankingPlot(
            standings.lines.compactMap { line in
                guard let place = line.place, let x = address.against == .cost ? line.cost : line.seconds else {
                    return nil
                }
                return .init(name: name(line.name), x: x, place: place)
            },
            against: address.against
        )
        return CompareTab.ranking.view.with([
            "contests": Contest.allCases.map { contest -> View in
                [
                    "label": contest.label, "address": address.setting("by", to: contest.rawValue),
                    "isCurrent": contest == address.contest,
                ]
            },
            "by": address.contest.rawValue,
            "contestLabel": address.contest.label,
            "isFiltered": address.isFiltered,
            "selects": selects(choices),
            "hasVotes": standings.votes > 0,
            "voteAddress": address.votingAddress,
            "summary": summary,
            "hasPrior": standings.hasPrior,
            "groupCount": groupCount > 1 ? groupCount : nil,
            "lines": standings.lines.map(view),
            "plot": plot?.view,
            "unplotted": unplotted(plot),
            "againsts": RankingAddress.Against.allCases.map { against -> View in
                [
                    "label": against == .cost ? "Cost" : "Seconds",
                    "address": address.setting("against", to: against.rawValue),
                    "isCurrent": against == address.against,
                ]
            },
            "opponents": opponents.map { line -> View in ["name": name(line.name)] },
            "meetings": opponents.map(meetings),
            "agreement": agreement,
            "isByModel": address.contest == .model,
        ])
    }

    private func name(_ contestant: String) -> String { site.contestantName(contestant, in: address.contest) }

    private var summary: String {
        let (all, ties, bad) = (standings.votes, standings.ties, standings.bad)
        let votes = all == 1 ? "1 vote" : "\(Words.count(all)) votes"
        return """
            \(votes): \(Words.count(all - ties - bad)) for one of the two, \(Words.count(ties)) tied, \
            \(Words.count(bad)) found both bad (\(percent(bad, of: all))).
            """
    }

    private func percent(_ part: Int, of all: Int) -> String {
        all > 0 ? "\(Int((Double(part) / Double(all) * 100).rounded())) %" : "–"
    }

    private func view(_ line: Standings.Line) -> View {
        let isShared =
            standings.lines.count { ($0.place?.rank, $0.place?.group) == (line.place?.rank, line.place?.group) } > 1
        return [
            "name": name(line.name),
            "address": address.contest == .model && site.modelNames[line.name] != nil ? "/models/\(line.name)" : nil,
            "rank": line.place.map { (isShared ? "=" : "") + String($0.rank) } ?? "–",
            "strength": line.place.map { Words.signed($0.strength) } ?? "–",
            "interval": line.place.map {
                "\(Words.signed($0.interval.lowerBound)) to \(Words.signed($0.interval.upperBound))"
            },
            "votes": Words.count(line.votes),
            "ahead": ahead(of: line),
            "won": line.place.map { "\(Int(($0.winShare * 100).rounded())) %" } ?? "–",
            "bad": percent(line.bad, of: line.votes),
            "cost": line.cost.map(Words.money) ?? "–",
            "seconds": line.seconds.map(Words.seconds) ?? "–",
        ]
    }

    private var groupCount: Int { Set(standings.lines.compactMap { $0.place?.group }).count }

    /// Those that the intervals set apart from a contestant, also where a chain of others gives both the same rank.
    private func ahead(of line: Standings.Line) -> String? {
        guard let place = line.place else { return nil }
        let beneath = standings.lines.filter { other in
            other.place.map { $0.group == place.group && $0.interval.upperBound < place.interval.lowerBound } ?? false
        }
        guard !beneath.isEmpty else { return nil }
        let names = beneath.prefix(4).map { name($0.name) } + (beneath.count > 4 ? ["\(beneath.count - 4) more"] : [])
        return "surely ahead of \(names.joined(separator: ", "))"
    }

    private func unplotted(_ plot: RankingPlot?) -> String? {
        let missing = standings.lines.count { $0.place != nil } - (plot?.points.count ?? 0)
        guard missing > 0 else { return nil }
        let what = address.against == .cost ? "price" : "time"
        return missing == 1
            ? "One is not drawn: its \(what) is not known." : "\(missing) are not drawn: their \(what) is not known."
    }

    private var opponents: [Standings.Line] {
        Array(standings.lines.filter { $0.place != nil }.prefix(Self.mostColumns))
    }

    private func meetings(of line: Standings.Line) -> View {
        [
            "name": name(line.name),
            "cells": opponents.map { other -> View in
                guard let one = line.place?.number, let other = other.place?.number, one != other else {
                    return ["text": "·"]
                }
                return [
                    "text": standings.wins.meetings(of: one, and: other) > 0 ? halves(standings.wins[one, other]) : ""
                ]
            },
        ]
    }

    /// A number of wins, with ties as halves.
    private func halves(_ wins: Double) -> String {
        wins == wins.rounded() ? Words.count(Int(wins)) : Words.decimals(wins, 1)
    }

    private var agreement: View? {
        let agreement = standings.agreement
        guard agreement.all.pairs > 0 else { return nil }
        func person(_ id: Int64) -> String {
            let name = standings.people[id] ?? ""
            return name.isEmpty ? "Nobody by name" : name
        }
        let couples = agreement.couples.sorted { one, other in
            (other.value.pairs, one.key.one, one.key.other) < (one.value.pairs, other.key.one, other.key.other)
        }
        return [
            "sentence": """
            Where two people judged the same pair, they said the same in \(Words.count(agreement.all.alike)) of \
            \(Words.count(agreement.all.pairs)) \(agreement.all.pairs == 1 ? "case" : "cases") (\(percent(agreement.all.alike, of: agreement.all.pairs))).
            """,
            "couples": couples.prefix(Self.mostCouples).map { couple, tally -> View in
                [
                    "people": "\(person(couple.one)) and \(person(couple.other))",
                    "pairs": Words.count(tally.pairs),
                    "alike": Words.count(tally.alike),
                    "share": percent(tally.alike, of: tally.pairs),
                ]
            },
        ]
    }

    private func selects(_ choices: VotingChoicesQuery.Answer) -> [View] {
        func select(_ name: String, _ label: String, _ options: [(String, String)], current: String?) -> View? {
            guard !options.isEmpty || current != nil else { return nil }
            var options = options
            // What was asked for and is none of the choices stays as it is.
            if let current, !options.contains(where: { $0.0 == current }) { options.append((current, current)) }
            return [
                "name": name, "label": label,
                "options": options.map { value, label -> View in
                    ["value": value, "label": label, "isCurrent": value == current]
                },
            ]
        }
        let people = Set(standings.people.values).filter { !$0.isEmpty }.sorted()
        return [
            select(
                "comparison",
                "Comparison",
                choices.comparisons.map { (String($0.id), Words.excerpt($0.name, 60)) },
                current: address.comparison.map { String($0) }
            ),
            select("tag", "Tag", choices.tags.map { ($0, $0) }, current: address.tag),
            address.contest == .model
                ? nil
                : select(
                    "model",
                    "Model",
                    standings.models.map { ($0, site.contestantName($0, in: .model)) },
                    current: address.model
                ),
            select("person", "Person", people.map { ($0, $0) }, current: address.person),
        ].compactMap(\.self)
    }
}
