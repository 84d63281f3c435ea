import Foundation
import Library

extension Studio {
    /// Settles what the last run left open, then runs the queue until the task is cancelled.
    ///
    /// On cancellation nothing new is sent; submits whose answers are still out are waited for, so that their
    /// request ids are not lost. What is running stays `running` in the library and is polled on at the next start.
    public func run() async {
        await withDiscardingTaskGroup { errands in
            await resume(in: &errands)
            errands.addTask { await self.watchTheClock() }
            for await _ in bell.rings {
                await follow(adopted.takeAll(), in: &errands)
                await send(in: &errands)
            }
            errands.cancelAll()
        }
    }

    /// Follows generations that were found in the history, whether or not there are places: they are running already.
    private func follow(_ ids: [Generation.ID], in errands: inout DiscardingTaskGroup) async {
        for id in ids {
            guard let detail = try? await library.answer(GenerationQuery(id: id)),
                case .running(let requestID) = detail.generation.state
            else { continue }
            places.take()
            start(in: &errands) { await self.follow(detail.generation, requestID: requestID, isResumed: true) }
        }
    }

    /// Starts queued generations while there are places.
    private func send(in errands: inout DiscardingTaskGroup) async {
        while !Task.isCancelled, places.takeIfFree() {
            do throws(LibraryError) {
                guard let generation = try await library.takeNext(for: service, at: surroundings.now()) else {
                    return places.giveBack()
                }
                announce(generation)
                start(in: &errands) { await self.carry(generation) }
            } catch {
                places.giveBack()
                return logger.error("The queue waits. \(error)")
            }
        }
    }

    /// Runs an errand that holds a place, and gives the place back.
    private func start(in errands: inout DiscardingTaskGroup, _ errand: @escaping @Sendable () async -> Void) {
        errands.addTask {
            await errand()
            places.giveBack()
            bell.ring()
        }
    }

    /// Rings when a queued generation is due: postponed ones, and all that waited while the library could not be read.
    private func watchTheClock() async {
        while !Task.isCancelled {
            let due = try? await library.answer(NextDueQuery(service: service))
            if let due, due <= surroundings.now() { bell.ring() }
            try? await surroundings.sleep(.seconds(1))
        }
    }

    /// What the last run left open: polled on, fetched again, or laid before a person.
    private func resume(in errands: inout DiscardingTaskGroup) async {
        guard let (open, unresolved) = await whatWasLeft() else { return }
        for generation in open where generation.service == service {
            switch generation.state {
            case .running(let requestID), .storing(let requestID?):
                places.take()
                start(in: &errands) { await self.follow(generation, requestID: requestID, isResumed: true) }
            case .submitting, .storing(nil):
                await settle(
                    generation,
                    .unresolved("Contactsheet stopped before the service answered. It may have been charged.")
                )
            default:
                break
            }
        }
        let lost = (unresolved + open).filter { $0.service == service && $0.state != .queued }
        if !lost.isEmpty { errands.addTask { await self.lookForLost(lost) } }
    }

    /// Reads what is open and what is unresolved; tries on while the library cannot be read.
    private func whatWasLeft() async -> (open: [Generation], unresolved: [Generation])? {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                return (try await library.answer(OpenGenerationsQuery()), try await library.answer(UnresolvedQuery()))
            } catch {
                logger.error("What the last run left open could not be read. \(error)")
            }
            guard await rest(backoff.next()) else { return nil }
        }
    }
}
