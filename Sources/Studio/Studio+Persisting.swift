import Foundation
import Library

/// Writing that does not give up while the disk or another program stands in the way.
extension Studio {
    /// Writes a state; returns whether it was written.
    @discardableResult
    func settle(_ generation: Generation, _ state: GenerationState) async -> Bool {
        await persist(generation) { () async throws(LibraryError) in
            try await library.move(generation.id, to: state, at: surroundings.now())
        } != nil
    }

    /// Tries on while the library cannot be written: a request id or a paid picture must not be lost to a full disk.
    func persist(
        _ generation: Generation,
        _ write: () async throws(LibraryError) -> Generation
    ) async -> Generation? {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                let written = try await write()
                _ = troubles.note(nil, for: generation.id)
                announce(written)
                return written
            } catch {
                tell("\(error) Nothing is lost; it is tried again.", of: generation)
                // What is not a matter of the disk or of waiting will not mend itself.
                guard error.mayPass else { return nil }
            }
            guard await rest(backoff.next()) else { return nil }
        }
    }

    /// Waits; returns whether to go on, which is no once the queue is being stopped.
    func rest(_ seconds: Double) async -> Bool {
        do { try await surroundings.sleep(.seconds(seconds)) } catch { return false }
        return true
    }
}

extension LibraryError {
    /// Whether trying again later makes sense.
    fileprivate var mayPass: Bool {
        switch self {
        case .noSpace, .readOnly, .locked: true
        case .newerVersion, .damaged, .notFound, .other: false
        }
    }
}
