import Accounts
import Foundation
import Library
import Site

/// The link by which the first administrator comes in.
enum FirstLink {
    /// What is told where people must sign in and nobody could let them in: a link that is good once, for a day. Each
    /// start makes a new one, which takes the earlier back.
    static func make(for doors: Doors, _ library: Library, at address: String) async throws(LibraryError) -> String? {
        guard doors == .closed, try await !library.answer(HasAdministratorQuery()) else { return nil }
        let secret = Secret()
        try await library.invite(secret.hash, as: .administrator, by: nil, at: Date())
        return """
            Nobody has an account yet. This link, good once and for a day, makes the first administrator:
            \(address)/invitations/\(secret.text)
            """
    }
}
