import Library

/// Asking the library again when another program holds it for long: long work does not end for that.
enum BusyLibrary {
    /// - Throws: what the library says, `.locked` only after half a minute of it.
    static func ask<Value: Sendable>(
        _ question: () async throws(LibraryError) -> Value
    ) async throws(LibraryError) -> Value {
        var tries = 0
        while true {
            do throws(LibraryError) {
                tries += 1
                return try await question()
            } catch {
                // Each try has waited for five seconds.
                guard case .locked = error, tries < 6, !Task.isCancelled else { throw error }
            }
        }
    }
}
