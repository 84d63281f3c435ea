import Foundation
import GRDB

extension Library {
    /// Counts a vote, or says why not.
    ///
    /// - Throws: ``LibraryError``.
    public func vote(_ new: NewVote, at now: Date) async throws(LibraryError) -> Result<Vote, VoteFault> {
        try await write { db in
            if let fault = try db.fault(of: new) { return .failure(fault) }
            return .success(try db.insert(new, at: now))
        }
    }

    /// Takes a person's newest vote back.
    ///
    /// - Returns: whether it was taken back; not when it is not the newest of this person any more.
    /// - Throws: ``LibraryError``.
    public func undoVote(_ id: Vote.ID, by person: String?) async throws(LibraryError) -> Bool {
        try await write { db in
            guard try db.newestVote(of: try db.knownUser(named: person))?.id == id else { return false }
            try db.run(cached: "DELETE FROM vote WHERE id = ?", arguments: [id])
            return true
        }
    }

    /// Opens a comparison for blind votes, or closes it.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func setVoting(on comparison: Int64, isOpen: Bool, at now: Date) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: "UPDATE comparison SET voting_at = iif(?, coalesce(voting_at, ?), NULL) WHERE id = ?",
                arguments: [isOpen, now.milliseconds, comparison]
            )
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }

    /// Opens every comparison with a tag, in whatever case it is written, for blind votes, or closes them.
    ///
    /// - Throws: ``LibraryError``.
    public func setVoting(onTag tag: String, isOpen: Bool, at now: Date) async throws(LibraryError) {
        try await write { db in
            try db.run(
                cached: """
                    UPDATE comparison SET voting_at = iif(?, coalesce(voting_at, ?), NULL)
                    WHERE id IN (SELECT comparison_id FROM comparison_tag WHERE tag = ?)
                    """,
                arguments: [isOpen, now.milliseconds, tag.lowercased()]
            )
        }
    }
}

extension Database {
    /// By the index vote_user.
    func newestVote(of user: Int64) throws -> Vote? {
        try Vote.fetchOne(
            self,
            cached: "\(Vote.selection) WHERE vote.user_id = ? ORDER BY vote.id DESC LIMIT 1",
            arguments: [user]
        )
    }

    /// What keeps two pictures from being compared.
    fileprivate func fault(of new: NewVote) throws -> VoteFault? {
        guard let left = try contender(new.left) else { return .missing(new.left) }
        guard let right = try contender(new.right) else { return .missing(new.right) }
        guard left.generation != right.generation else {
            return .unfit("A vote is between two generations; both pictures are of generation \(left.generation).")
        }
        for (id, side) in [(new.left, left), (new.right, right)] where side.isImported {
            return .unfit("Picture \(id) was imported: what made it is not certain enough to vote on.")
        }
        guard left.prompt == right.prompt else {
            return .unfit("A vote is between two pictures of the same prompt; these two are of different ones.")
        }
        guard let seed = left.seed, seed == right.seed else {
            return .unfit("A vote is between two pictures of the same seed; these two are not.")
        }
        if let judged = new.judged, judged != (try timesJudged(new)) { return .judged }
        return nil
    }

    private func timesJudged(_ new: NewVote) throws -> Int {
        try Int.fetchOne(
            self,
            cached: """
                -- By the index vote_left: a picture has few votes, a person many.
                SELECT count(*) FROM vote
                WHERE +user_id = :me AND left_generation_id IN (SELECT generation_id FROM image WHERE id IN (:one, :other))
                  AND (left_image_id, right_image_id) IN (VALUES (:one, :other), (:other, :one))
                """,
            arguments: ["me": try knownUser(named: new.person), "one": new.left, "other": new.right]
        ) ?? 0
    }

    fileprivate func insert(_ new: NewVote, at now: Date) throws -> Vote {
        let user = try user(named: new.person)
        try run(
            cached: """
                INSERT INTO vote (user_id, comparison_id, left_image_id, right_image_id, left_generation_id,
                                  right_generation_id, outcome, created_at)
                SELECT :user,
                       (SELECT one.comparison_id
                        FROM comparison_cell AS one JOIN comparison_cell AS other USING (comparison_id)
                        JOIN comparison ON comparison.id = one.comparison_id
                        WHERE one.generation_id = l.generation_id AND other.generation_id = r.generation_id
                        ORDER BY one.comparison_id IS :comparison DESC, voting_at IS NULL, one.comparison_id DESC
                        LIMIT 1),
                       l.id, r.id, l.generation_id, r.generation_id, :outcome, :now
                FROM image AS l, image AS r WHERE l.id = :left AND r.id = :right
                """,
            arguments: [
                "user": user, "comparison": new.comparison, "left": new.left, "right": new.right,
                "outcome": new.outcome.rawValue, "now": now.milliseconds,
            ]
        )
        guard let vote = try newestVote(of: user) else { throw LibraryError.notFound }
        return vote
    }

    /// A picture that is there and not in the trash.
    private func contender(_ id: Image.ID) throws -> Contender? {
        try Row.fetchOne(
            self,
            cached: """
                SELECT generation.id, generation.prompt, generation.seed, generation.service
                FROM image JOIN generation ON generation.id = generation_id
                WHERE image.id = ? AND trashed_at IS NULL
                """,
            arguments: [id]
        ).map {
            Contender(
                generation: $0[0],
                prompt: $0[1],
                seed: $0[2],
                isImported: ($0[3] as String) == ImportedPicture.service
            )
        }
    }
}

private struct Contender {
    var generation: Generation.ID
    var prompt: String
    var seed: Int64?
    var isImported: Bool
}
