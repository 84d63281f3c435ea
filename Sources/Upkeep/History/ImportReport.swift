import Foundation
import Segmind

/// How an import stands, and in the end what it did.
public struct ImportReport: Sendable {
    /// How it ended.
    public enum End: Sendable, Hashable {
        /// The whole time was looked through.
        case done
        /// It was asked to stop; another run goes on.
        case stopped
        /// It could not go on; the sentence says why.
        case failed(String)
    }

    /// Why a request was not brought.
    public enum Reason: Sendable, Hashable, CaseIterable {
        /// It failed at the service.
        case failed
        /// The service has not finished it.
        case pending
        /// It belongs to a generation of this house whose answer is still out.
        case awaited
        /// No picture of it can be had any more.
        case gone
        /// It should have come and did not.
        case missed
        /// It was brought with some of its pictures only.
        case incomplete
    }

    /// A request that was not brought, or not whole.
    public struct Note: Sendable, Hashable {
        /// Why.
        public var reason: Reason
        /// Segmind's id of the request.
        public var requestID: String
        /// When it was made.
        public var created: Date?
        /// More about it; may be empty.
        public var sentence: String
    }

    /// How it ended.
    public var end = End.done
    /// Pages of the history that were read.
    public var pages = 0
    /// The first day of what is being read.
    public var reading: Date?
    /// The time of the request that was seen to last.
    public var reached: Date?
    /// Requests within the time.
    public var found = 0
    /// Generations that were brought.
    public var brought = 0
    /// Their pictures.
    public var pictures = 0
    /// Generations that had come to nothing here, and have their pictures since.
    public var mended = 0
    /// Requests that were in the library already.
    public var known = 0
    /// Generations of the library that have their real cost since.
    public var costsSettled = 0
    /// Generations of the library that have their request id since.
    public var recognised = 0
    /// Rows of the history that made no sense.
    public var unreadable = 0
    /// How many requests were noted for each reason.
    public private(set) var counts: [Reason: Int] = [:]
    /// The first twenty requests for each reason.
    public private(set) var notes: [Note] = []

    /// The report before anything was done.
    public init() {}

    /// Whether everything that should have come is there.
    public var isWhole: Bool { end == .done && counts[.missed, default: 0] == 0 }

    mutating func note(_ reason: Reason, _ request: PastRequest, _ sentence: String) {
        counts[reason, default: 0] += 1
        guard counts[reason, default: 0] <= 20 else { return }
        let note = Note(reason: reason, requestID: request.requestID, created: request.created, sentence: sentence)
        notes.append(note)
    }
}
