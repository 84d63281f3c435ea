import HTTPServer
import Library

extension Site {
    /// Adds a line to the record of who did what; that it cannot be written stops nothing and is logged.
    func record(_ what: String, _ detail: String, _ request: Request, by person: String? = nil) async {
        do {
            try await studio.library.record(
                what,
                detail,
                by: person ?? request.person,
                from: request.remoteAddress,
                at: now()
            )
        } catch {
            logger.error("The record was not written (\(what)): \(error)")
        }
    }
}
