import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addVotes(to router: inout Router) {
        router.get("/vote") { request in
            let address = VotingAddress(request.query)
            let view = try await VoteView(site: self, address: address, person: request.person).all()
            return try await page("votes/page", title: "Vote", section: "/compare", request: request, view)
        }
        router.post("/vote") { request in
            let form = try request.form()
            let address = VotingAddress(form.fields)
            guard let vote = NewVote(form, by: request.person) else {
                throw Problem.unreadable("A vote names two pictures and says left, right, tie or bad.")
            }
            if let told = try await count(vote) {
                return .seeOther(address.with(pair: nil, told: told).text)
            }
            return .seeOther(address.with(pair: form["next"].flatMap(PairName.init)).text)
        }
        router.post("/vote/undo") { request in
            let form = try request.form()
            let address = VotingAddress(form.fields)
            guard let id = form["vote"].flatMap({ Int64($0) }) else {
                throw Problem.unreadable("This does not say which vote is to be taken back.")
            }
            let isUndone = try await studio.library.undoVote(id, by: request.person)
            return .seeOther(isUndone ? address.text : address.with(pair: nil, told: .late).text)
        }
        // All with a tag at once.
        router.post("/compare/voting") { request in
            let form = try request.form()
            let tag = form["tag"] ?? ""
            try await studio.library.setVoting(onTag: tag, isOpen: form["open"] == "1", at: now())
            return .seeOther("/compare?\(Query([("tag", tag)]).encoded)")
        }
        router.post("/comparisons/{id}/voting") { (request, id: Int64) in
            let isOpen = try request.form()["open"] == "1"
            try await studio.library.setVoting(on: id, isOpen: isOpen, at: now())
            return .seeOther(request.samePage ?? "/comparisons/\(id)")
        }
    }

    /// Counts a vote of the page's form, or says why not.
    private func count(_ vote: NewVote) async throws -> VotingAddress.Told? {
        guard let comparison = vote.comparison, try await voting(comparison)?.isOpen == true else { return .closed }
        do {
            _ = try await studio.library.vote(vote, at: now()).get()
            return nil
        } catch VoteFault.judged {
            return .judged
        } catch VoteFault.missing {
            return .missing
        }
    }

    /// What is known of a comparison for votes; `nil` when there is none.
    func voting(_ comparison: Int64) async throws -> VotingComparison? {
        try await studio.library.answer(VotingComparisonQuery(id: comparison))
    }
}

extension NewVote {
    /// Reads the form of the page.
    fileprivate init?(_ form: Form, by person: String?) {
        guard let left = form["left"].flatMap({ Int64($0) }), let right = form["right"].flatMap({ Int64($0) }),
            let outcome = form["outcome"].flatMap(Vote.Outcome.init), let judged = form["judged"].flatMap({ Int($0) })
        else { return nil }
        self.init(
            left: left,
            right: right,
            outcome: outcome,
            person: person,
            comparison: form["from"].flatMap { Int64($0) },
            judged: judged
        )
    }
}
