import Foundation
import GRDB

/// What a person said last, to be shown with its names and to be taken back.
public struct NewestVoteQuery: LibraryQuery {
    /// A vote with its pictures, as far as they are there.
    public struct Newest: Sendable {
        /// The vote.
        public var vote: Vote
        /// The picture at the left.
        public var left: Image?
        /// The picture at the right.
        public var right: Image?
    }

    /// Who voted.
    public var person: String?
    /// Nothing older is shown.
    public var since: Date

    /// Creates a query.
    public init(of person: String?, since: Date) {
        self.person = person
        self.since = since
    }

    /// The vote, by the index vote_user; `nil` when there is none of that time.
    public func answer(_ db: Database) throws -> Newest? {
        guard let vote = try db.newestVote(of: try db.knownUser(named: person)), vote.votedAt >= since else {
            return nil
        }
        return Newest(vote: vote, left: try db.image(vote.left.image), right: try db.image(vote.right.image))
    }
}
