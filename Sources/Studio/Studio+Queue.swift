import Catalog
import Foundation
import Library
import Segmind

extension Studio {
    /// Settles what the last run left open, then runs the queue until the task is cancelled.
    ///
    /// On cancellation nothing new is sent; submits whose answers are still out are waited for, so that their
    /// request ids are not lost. What is running stays `running` in the library and is polled on at the next start.
    public func run() async {
        await withDiscardingTaskGroup { errands in
            await resume(in: &errands)
            errands.addTask { await self.watchTheClock() }
            errands.addTask { await self.watchTheService() }
            errands.addTask { await self.settleCosts() }
            errands.addTask { await self.makeThumbnails() }
            errands.addTask { await self.watchForImports() }
            for await _ in bell.rings {
                await follow(adopted.takeAll(), in: &errands)
                let lost = lost.takeAll()
                // Looking takes minutes, and no place: what is lost is not in flight here.
                if !lost.isEmpty { errands.addTask { await self.lookForLost(lost) } }
                await send(in: &errands)
            }
            errands.cancelAll()
        }
    }

    /// Follows generations that were found in the history, whether or not there are places: they are running already.
    private func follow(_ ids: [Generation.ID], in errands: inout DiscardingTaskGroup) async {
        for id in ids {
            do throws(LibraryError) {
                guard let generation = try await library.answer(GenerationQuery(id: id))?.generation,
                    case .running(let requestID) = generation.state
                else { continue }
                places.enter(id)
                start(generation, in: &errands) { await $0.follow($1, requestID: requestID, isResumed: true) }
            } catch {
                logger.error("What was found waits. \(error)")
                adopted.add(id)
            }
        }
    }

    /// Starts queued generations while there are places, the pace allows it and the service takes them.
    private func send(in errands: inout DiscardingTaskGroup) async {
        while !Task.isCancelled, places.reserve() {
            let now = surroundings.now()
            guard tempo.isFree(limit: settings.requestsAMinute, at: now), breaker.admits() else {
                return places.release()
            }
            do throws(LibraryError) {
                switch try await library.takeNext(turn(at: now), at: now) {
                case .taken(let generation):
                    if mind.note(nil) { changes.announceHouse() }
                    tempo.note(generation.model, at: now)
                    announce(generation)
                    surroundings.passes(.taken)
                    places.occupy(generation.id)
                    start(generation, in: &errands) { await $0.carry($1) }
                case .held(let hold):
                    stand()
                    let before = mind.hold
                    guard mind.note(hold) else { return }
                    changes.announceHouse()
                    if before?.period != hold.period || before?.ceiling != hold.ceiling { await record(hold, at: now) }
                    return
                case .nothing:
                    stand()
                    if mind.note(nil) { changes.announceHouse() }
                    return
                }
            } catch {
                stand()
                return logger.error("The queue waits. \(error)")
            }
        }
    }

    /// That a ceiling stops the queue stands in the record, once for each time that it does.
    private func record(_ hold: Hold, at now: Date) async {
        let period =
            switch hold.period {
            case .day: "day"
            case .month: "month"
            }
        let detail = "the \(period)'s $\(hold.ceiling), of which $\(hold.spent) are spent"
        do {
            try await library.record("stopped the queue at a ceiling", detail, by: nil, at: now)
        } catch {
            logger.error("The record was not written. \(error)")
        }
    }

    /// What was admitted is not sent after all.
    private func stand() {
        breaker.handBack()
        places.release()
    }

    private func turn(at now: Date) -> Turn {
        func limits(_ limit: KeyPath<Model, Int?>) -> [String: Int] {
            var limits: [String: Int] = [:]
            for model in catalog.models { limits[model.slug] = model[keyPath: limit] }
            return limits
        }
        var turn = Turn(service: service)
        turn.inFlight = limits(\.inFlightLimit)
        // A synchronous request holds a connection until its picture is there; some must stay free for questions.
        for model in catalog.models where !model.isAsynchronous {
            turn.inFlight[model.slug] = min(model.inFlightLimit ?? .max, SegmindClient.connections * 3 / 4)
        }
        turn.fullModels = tempo.full(limits(\.requestsAMinute), at: now)
        turn.unknownPrice = catalog.models.compactMap(\.listedPrice).max() ?? 0
        return turn
    }

    /// Runs an errand that holds a place, and gives the place back.
    private func start(
        _ generation: Generation,
        in errands: inout DiscardingTaskGroup,
        _ errand: @escaping @Sendable (Studio, Generation) async -> Void
    ) {
        errands.addTask {
            await errand(self, generation)
            places.leave(generation.id)
            bell.ring()
        }
    }

    /// Rings when a queued generation is due: postponed ones, and all that waited for the library, the pace, the
    /// service or the next day.
    private func watchTheClock() async {
        while !Task.isCancelled {
            let isDue = try? await library.answer(IsDueQuery(service: service, at: surroundings.now()))
            if mind.hold != nil || isDue == true || !adopted.isEmpty { bell.ring() }
            try? await surroundings.sleep(.seconds(1))
        }
    }

    /// Asks a service that stands still how it is, ever more rarely, with a question that costs nothing.
    private func watchTheService() async {
        while !Task.isCancelled {
            if breaker.isDue(at: surroundings.now()) {
                do throws(SegmindError) {
                    try await client.probe()
                    breaker.wasProbed(nil, at: surroundings.now())
                    bell.ring()
                } catch {
                    breaker.wasProbed(error, at: surroundings.now())
                }
                changes.announceHouse()
            }
            try? await surroundings.sleep(.milliseconds(500))
        }
    }

    /// What the last run left open: polled on, fetched again, or laid before a person.
    private func resume(in errands: inout DiscardingTaskGroup) async {
        guard let left = await whatWasLeft() else { return }
        begin(with: left.settings)
        for generation in left.open where generation.service == service {
            switch generation.state {
            case .running(let requestID), .storing(let requestID?):
                places.enter(generation.id)
                start(generation, in: &errands) { await $0.follow($1, requestID: requestID, isResumed: true) }
            case .submitting, .storing(nil):
                await settle(
                    generation,
                    .unresolved("Contactsheet stopped before the service answered. It may have been charged.")
                )
            default:
                break
            }
        }
        // What has its request id needs no history; it is asked for once more.
        for generation in left.unresolved where generation.service == service && generation.requestID != nil {
            _ = try? await lookAgain(generation.id)
        }
        let lost = (left.unresolved + left.open).filter { generation in
            guard generation.service == service, generation.requestID == nil else { return false }
            return switch generation.state {
            case .unresolved, .submitting, .storing(nil): true
            default: false
            }
        }
        if !lost.isEmpty { errands.addTask { await self.lookForLost(lost) } }
    }

    private struct Left {
        var settings: Settings
        var open: [Generation]
        var unresolved: [Generation]
    }

    /// Reads what is open and what is unresolved; tries on while the library cannot be read.
    private func whatWasLeft() async -> Left? {
        var backoff = Backoff()
        while true {
            do throws(LibraryError) {
                return Left(
                    settings: try await library.answer(SettingsQuery()),
                    open: try await library.answer(OpenGenerationsQuery()),
                    unresolved: try await library.answer(UnresolvedQuery())
                )
            } catch {
                logger.error("What the last run left open could not be read. \(error)")
            }
            guard await rest(backoff.next()) else { return nil }
        }
    }
}
