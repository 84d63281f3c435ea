import Accounts
import Foundation

/// Asks for a new password.
enum PasswordPrompt {
    /// What is to be kept of a password that is typed twice without being shown, or comes as one line from a pipe.
    ///
    /// - Throws: ``Complaint``.
    static func hash(for name: String) async throws -> String {
        let typed: String
        if isatty(STDIN_FILENO) == 1 {
            typed = try hidden("Password for \(name): ")
            guard try hidden("The same again: ") == typed else {
                throw Complaint("The two passwords are not the same.")
            }
        } else {
            guard let line = readLine(strippingNewline: true) else { throw Complaint("A password is needed.") }
            typed = line
        }
        let password = Password(typed)
        if let fault = password.fault(for: name) { throw Complaint(fault) }
        do {
            return try await PasswordDesk().hash(password)
        } catch {
            throw Complaint("There is no memory to hash a password in.")
        }
    }

    private static func hidden(_ question: String) throws -> String {
        // getpass writes to the terminal itself and shows nothing of what is typed.
        guard let typed = getpass(question) else { throw Complaint("A password is needed.") }
        defer { memset(typed, 0, strlen(typed)) }
        return String(cString: typed)
    }
}
