import Curation
import Foundation
import Library

/// Everything the page for votes shows, but for its frame.
struct VoteView {
    let site: Site
    let address: VotingAddress
    let person: String?

    /// A vote is offered to be taken back for an hour.
    private static let memory: TimeInterval = 3600

    func all() async throws -> View {
        var comparison: VotingComparison?
        if case .comparison(let id) = address.scope {
            comparison = try await site.voting(id)
            guard comparison != nil else { throw Problem.notFound("There is no comparison \(id).") }
        }
        var dice = SystemRandomNumberGenerator()
        let wish = VotingWish(
            scope: address.scope,
            person: person,
            round: address.round,
            promised: address.pair
        )
        let turn = try await site.curation.votingTurn(wish, using: &dice)
        let since = site.now().addingTimeInterval(-Self.memory)
        let newest = try await site.studio.library.answer(NewestVoteQuery(of: person, since: since))
        let choices = try await site.studio.library.answer(VotingChoicesQuery())
        return CompareTab.vote.view.with([
            "scopeText": scopeText(comparison),
            "scopes": scopes(choices),
            "hidden": address.fields.pairs.map { pair -> View in ["name": pair.name, "value": pair.value] },
            "told": address.told?.sentence,
            "isSigned": isSigned,
            "isNameless": person == nil && turn.pair != nil,
            "newest": newest.map(view),
            "pair": turn.pair.map(view),
            "nextText": turn.next?.name.text,
            "ahead": turn.next.map { "/files/\($0.left.sha256) /files/\($0.right.sha256)" },
            "judged": turn.judged,
            "total": turn.total > 0 ? turn.total : nil,
            "progressText": progressText(turn),
            "empty": turn.pair == nil ? empty(turn, comparison) : nil,
        ])
    }

    /// Whether pictures are signed at their lower edge with what made them.
    private var isSigned: Bool {
        if case .sandbox = site.service { true } else { false }
    }

    private func scopeText(_ comparison: VotingComparison?) -> String {
        switch address.scope {
        case .comparison: Words.excerpt(comparison?.name ?? "", 60)
        case .tag(let tag): "All with the tag \(tag)"
        case .all: "All that is open"
        }
    }

    private func scopes(_ choices: VotingChoicesQuery.Answer) -> [View] {
        func link(_ scope: VotingScope, _ label: String) -> View {
            ["label": label, "address": VotingAddress(scope).text, "isCurrent": scope == address.scope]
        }
        return [link(.all, "All that is open")]
            + choices.tags.map { link(.tag($0), "All with the tag \($0)") }
            + choices.comparisons.filter(\.isOpen).map { link(.comparison($0.id), Words.excerpt($0.name, 60)) }
    }

    private func progressText(_ turn: VotingTurn) -> String {
        let pairs = "\(Words.count(turn.judged)) of \(Words.count(turn.total)) pairs"
        return address.round > 1 ? "Round \(address.round): \(pairs)" : pairs
    }

    /// Two pictures without a word on what made them.
    private func view(_ pair: VotingTurn.Pair) -> View {
        func side(_ picture: VotingPairs.Picture, _ label: String) -> View {
            [
                "label": label, "source": "/files/\(picture.sha256)", "width": picture.width, "height": picture.height,
                "colour": picture.colour ?? "#808080",
            ]
        }
        return [
            "promptParts": PromptParts.parts(of: pair.left.prompt),
            "left": pair.left.id,
            "right": pair.right.id,
            "seenBefore": pair.judged,
            "from": pair.comparison,
            "sides": [side(pair.left, "Left"), side(pair.right, "Right")],
        ]
    }

    /// What was judged last, with its names.
    private func view(_ newest: NewestVoteQuery.Newest) -> View {
        let vote = newest.vote
        let contest = Contest(between: vote.left.traits, and: vote.right.traits) ?? .model
        func side(_ side: Vote.Side, _ image: Image?, _ label: String) -> View {
            [
                "label": label,
                "name": site.contestantName(contest.value(of: side.traits), in: contest),
                "address": image.map { "/images/\($0.id)" },
                "thumbnail": image.map { "/thumbnails/\($0.file.sha256)" },
            ]
        }
        let said =
            switch vote.outcome {
            case .left: "You said: left is better."
            case .right: "You said: right is better."
            case .tie: "You said: a tie."
            case .bad: "You said: both bad."
            }
        return [
            "voteID": vote.id,
            "pairText": newest.left.flatMap { left in
                newest.right.map { PairName(left: left.file.sha256, right: $0.file.sha256).text }
            },
            "left": side(vote.left, newest.left, "Left"),
            "right": side(vote.right, newest.right, "Right"),
            "context": contest == .model
                ? nil : "\(contest.label), \(site.contestantName(vote.left.traits.model, in: .model))",
            "said": said,
        ]
    }

    /// Why there is no pair, and what to do about it.
    private func empty(_ turn: VotingTurn, _ comparison: VotingComparison?) -> View {
        if let comparison, !comparison.isOpen {
            return [
                "title": "Not open for votes",
                "sentence": "Once it is open, everybody here can judge its pictures in pairs, without names.",
                "opens": "/comparisons/\(comparison.id)/voting",
                "address": "/comparisons/\(comparison.id)", "action": "To the comparison",
            ]
        }
        guard turn.isOpen else {
            return [
                "title": "Nothing is open for votes",
                "sentence":
                    "Make a comparison, and open it for votes on its sheet: then its pictures come here in pairs.",
                "address": "/compare", "action": "To the comparisons", "isFirst": true,
            ]
        }
        guard turn.total > 0 else {
            return [
                "title": "No two pictures to judge",
                "sentence": """
                A pair has the same prompt and the same seed, and differs in the model or in one parameter. There is \
                none yet among what is open: pictures may still be on their way.
                """,
                "address": "/queue", "action": "To the queue",
            ]
        }
        var again = VotingAddress(address.scope)
        again.round = address.round + 1
        return [
            "title": turn.total == 1
                ? "You have judged the only pair" : "You have judged all \(Words.count(turn.total)) pairs",
            "sentence": "Thank you. Judged once more, they show how sure you were.",
            "address": "/ranking" + (address.scope.fields.isEmpty ? "" : "?\(address.scope.fields.encoded)"),
            "action": "To the ranking", "isFirst": true,
            "otherAddress": again.text, "otherAction": "Once more",
        ]
    }
}
