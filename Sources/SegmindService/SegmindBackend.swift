import Foundation
import Segmind

/// What answers behind the routes of Segmind's API: the network's edge.
///
/// A key has been given when any of these is called, and is told apart from others by nothing but its text.
public protocol SegmindBackend: Sendable {
    /// Takes a request and answers at once with its id.
    func submit(_ order: Order) async throws(ServiceFault) -> String
    /// How far a request of this key has come.
    func status(of requestID: String, key: String) async throws(ServiceFault) -> RequestStatus
    /// What a request of this key brought.
    func result(of requestID: String, key: String) async throws(ServiceFault) -> ServiceResult
    /// Takes a request and answers when its pictures are made.
    func generate(_ order: Order) async throws(ServiceFault) -> [ServicePicture]
    /// A picture by its name in a result; anybody may ask who knows the name.
    func picture(named name: String) async throws(ServiceFault) -> ServicePicture
    /// The requests of a key that fit, newest first, a row for each picture.
    func history(_ query: HistoryQuery, key: String) async throws(ServiceFault) -> HistoryPage
    /// One request of a key, of any age.
    func history(of requestID: String, key: String) async throws(ServiceFault) -> HistoryEntry
    /// What there is to say about the account of a key.
    func account(key: String) async throws(ServiceFault) -> JSONValue
}
