import Catalog
import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct VoteTests {
    let judging: Judging
    var library: Library { judging.library }

    init() throws { judging = try Judging() }

    @Test("A vote names its pictures, its generations and the newest comparison that holds both")
    func writes() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        try await judging.compare([(0, 0, one), (1, 0, other)])
        let newer = try await judging.compare([(0, 0, one), (1, 0, other)])
        try await judging.compare([(0, 0, one)])
        let vote = try await judging.vote(one.id, .tie, other.id, by: "Ada").get()
        #expect(vote.left.image == one.id && vote.right.image == other.id && vote.outcome == .tie)
        #expect(vote.left.generation == one.generationID && vote.right.generation == other.generationID)
        #expect(vote.left.traits.model == one.model && vote.right.traits.model == other.model)
        #expect(vote.comparison == newer)
    }

    @Test(
        "Only two pictures of the same prompt and seed and of two requests are compared, and only while they are there"
    )
    func refuses() async throws {
        let pear = try await judging.picture(model: 2)
        let again = try await judging.picture(model: 3)
        let apple = try await judging.picture("an apple", model: 3)
        let seed = try await judging.picture(seed: 8, model: 3)
        for other in [apple.id, seed.id, pear.id] {
            guard case .failure(.unfit(let sentence)) = try await judging.vote(pear.id, .left, other) else {
                Issue.record("picture \(other) was taken")
                continue
            }
            #expect(sentence.hasPrefix("A vote is between two"))
        }
        #expect(try await judging.vote(pear.id, .left, 999) == .failure(.missing(999)))
        _ = try await library.begin(.trash, to: [again.id], of: 1, by: nil, at: judging.house.now)
        #expect(try await judging.vote(pear.id, .left, again.id) == .failure(.missing(again.id)))
        #expect(try await library.answer(BallotsQuery()).ballots.isEmpty)
    }

    @Test("Pressed twice, a vote counts once; meant anew, it counts again")
    func once() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        _ = try await judging.vote(one.id, .left, other.id, by: "Ada", judged: 0).get()
        #expect(try await judging.vote(one.id, .left, other.id, by: "Ada", judged: 0) == .failure(.judged))
        #expect(try await judging.vote(other.id, .bad, one.id, by: "Ada", judged: 0) == .failure(.judged))
        _ = try await judging.vote(one.id, .left, other.id, by: "Bob", judged: 0).get()
        _ = try await judging.vote(other.id, .left, one.id, by: "Ada", judged: 1).get()
        #expect(try await library.answer(BallotsQuery()).ballots.count == 3)
    }

    @Test("Only the newest vote is taken back, and only by whoever gave it")
    func undoes() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        let first = try await judging.vote(one.id, .left, other.id, by: "Ada").get()
        let second = try await judging.vote(one.id, .bad, other.id, by: "Ada").get()
        #expect(try await library.undoVote(first.id, by: "Ada") == false)
        #expect(try await library.undoVote(second.id, by: "Bob") == false)
        #expect(try await library.undoVote(second.id, by: "ada"))
        #expect(try await library.undoVote(second.id, by: "Ada") == false)
        let newest = try await library.answer(NewestVoteQuery(of: "Ada", since: judging.house.now))
        #expect(newest?.vote == first && newest?.left == one)
        let later = judging.house.now.addingTimeInterval(1)
        #expect(try await library.answer(NewestVoteQuery(of: "Ada", since: later)) == nil)
    }

    @Test("A vote outlives its pictures")
    func outlives() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        _ = try await judging.vote(one.id, .left, other.id).get()
        for change in [Change.trash, .delete] {
            _ = try await library.begin(change, to: [one.id, other.id], of: 2, by: nil, at: judging.house.now)
        }
        let answer = try await library.answer(BallotsQuery())
        #expect(answer.ballots.count == 1)
        #expect(answer.generations[one.generationID]?.traits.model == one.model)
        #expect(answer.generations[one.generationID]?.seconds == 7)
        #expect(try await library.answer(NewestVoteQuery(of: nil, since: .distantPast))?.left == nil)
    }

    @Test("Votes are asked for by comparison, by tag, or the newest few")
    func ranges() async throws {
        let one = try await judging.picture(model: 2)
        let other = try await judging.picture(model: 3)
        _ = try await judging.vote(one.id, .left, other.id).get()
        let comparison = try await judging.compare([(0, 0, one), (1, 0, other)], tags: ["fruit"])
        _ = try await judging.vote(one.id, .right, other.id, by: "Ada").get()
        func outcomes(_ range: BallotsQuery.Range) async throws -> [Vote.Outcome] {
            try await library.answer(BallotsQuery(range)).ballots.map(\.outcome)
        }
        #expect(try await outcomes(.all) == [.left, .right])
        #expect(try await outcomes(.newest(1)) == [.right])
        #expect(try await outcomes(.newest(9)) == [.left, .right])
        #expect(try await outcomes(.comparison(comparison)) == [.right])
        #expect(try await outcomes(.tag("Fruit")) == [.right])
        #expect(try await outcomes(.tag("stone")) == [])
        #expect(try await library.answer(BallotsQuery()).people.values.sorted() == ["", "Ada"])
    }

    @Test("A comparison is opened for votes and closed again")
    func opens() async throws {
        let id = try await judging.compare([], isOpen: false)
        func isOpen() async throws -> Bool? { try await library.answer(VotingComparisonQuery(id: id))?.isOpen }
        #expect(try await isOpen() == false)
        try await library.setVoting(on: id, isOpen: true, at: judging.house.now)
        #expect(try await isOpen() == true)
        #expect(try await library.answer(VotingChoicesQuery()).comparisons.map(\.id) == [id])
        try await library.setVoting(on: id, isOpen: false, at: judging.house.now)
        #expect(try await isOpen() == false)
        await #expect(throws: LibraryError.self) {
            try await library.setVoting(on: 99, isOpen: true, at: judging.house.now)
        }
    }

    @Test("Every question about votes goes by an index")
    func indexes() async throws {
        let statements = TracedStatements()
        try await library.pool.read { db in
            db.trace { statements.add($0.expandedDescription) }
            _ = try NewestVoteQuery(of: "Ada", since: .distantPast).answer(db)
            _ = try VotingPairsQuery(.comparison(1), for: "Ada").answer(db)
            _ = try VotingPairsQuery(.tag("a"), for: "Ada").answer(db)
            _ = try VotingPairsQuery(.all, for: "Ada").answer(db)
            _ = try BallotsQuery(.comparison(1)).answer(db)
            _ = try BallotsQuery(.tag("a")).answer(db)
            _ = try VotingComparisonQuery(id: 1).answer(db)
            db.trace(options: [])
            #expect(statements.all.count > 8)
            for statement in statements.all where statement.hasPrefix("SELECT") {
                for row in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + statement) {
                    let step: String = row["detail"]
                    #expect(!step.hasPrefix("SCAN") || step.contains("comparison_voting"), "\(step) in \(statement)")
                }
            }
        }
    }
}
