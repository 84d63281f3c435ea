import Foundation
import Library

/// Writing that does not give up while the disk or another program stands in the way.
extension Studio {
    /// Writes a state; returns whether it was written.
    ///
    /// A request id that another generation has by now (the service repeats itself, or a twin was given it) is no
    /// reason to lose sight of this one: it is unresolved then, and looked for.
    @discardableResult
    func settle(_ generation: Generation, _ state: GenerationState) async -> Bool {
        let persisted = await persist(generation) { () async throws(LibraryError) in
            try await library.move(generation.id, to: state, at: surroundings.now())
        }
        switch persisted {
        case .written: return true
        case .stopped: return false
        case .refused(.taken):
            await leaveOpen(generation, "The service gave a request id that another generation has.")
            return false
        case .refused(let error):
            logger.error("\(error)", metadata: ["generation": "\(generation.id)", "to": "\(state.word)"])
            return false
        }
    }

    /// Lays a generation that may have been charged before a person, and looks for it meanwhile.
    func leaveOpen(_ generation: Generation, _ sentence: String) async {
        await settle(
            generation,
            .unresolved("\(sentence) It may have been charged, so it is not sent again by itself.")
        )
        surroundings.passes(.unresolved)
        lost.add(generation)
        bell.ring()
    }

    /// What became of a write.
    enum Persisted {
        case written(Generation)
        /// It makes no sense as things are, now or later.
        case refused(LibraryError)
        /// The queue is being stopped.
        case stopped
    }

    /// Tries on while the library cannot be written: a request id or a paid picture must not be lost to a full disk.
    func persist(
        _ generation: Generation,
        _ write: () async throws(LibraryError) -> Generation
    ) async -> Persisted {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                let written = try await write()
                _ = troubles.note(nil, for: generation.id)
                announce(written)
                return .written(written)
            } catch {
                guard error.mayPass else { return .refused(error) }
                tell("\(error) Nothing is lost; it is tried again.", of: generation)
            }
            guard await rest(backoff.next()) else { return .stopped }
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
        case .noSpace, .readOnly, .locked, .damaged, .other: true
        case .newerVersion, .notFound, .taken, .notByHand: false
        }
    }
}
