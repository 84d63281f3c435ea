import Foundation
import Library
import Logging
import Pictures
import Synchronization

/// What people do with many pictures at once: changes in steps that can be stopped and undone, and the trash.
///
/// What is small is done before the answer; what is large becomes a job with the number of its action. A program that
/// ends in the middle leaves an action that says how far it came: what was done stays, and can be undone.
public final class Curation: Sendable {
    /// So many pictures are changed while somebody waits.
    public static let mostAtOnce = 1000

    /// The memory.
    public let library: Library
    /// The files.
    public let pictures: PictureFolder
    let workbench = Workbench(label: "contactsheet.trash", width: 1)
    let logger: Logger
    let now: @Sendable () -> Date

    private struct State {
        var jobs: [Action.ID: (job: Job, task: Task<Void, Never>)] = [:]
        var failures: [Action.ID: String] = [:]
        var observers: [@Sendable ([Image.ID]) -> Void] = []
        var isClosed = false
    }

    private let state = Mutex(State())

    /// Creates a curation; nothing is swept until ``run(every:sleep:)``.
    ///
    /// - Parameter pictures: the data folder.
    public init(
        library: Library,
        pictures: PictureFolder,
        logger: Logger = Logger(label: "contactsheet.curation"),
        now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.library = library
        self.pictures = pictures
        self.logger = logger
        self.now = now
    }

    /// Has somebody told which pictures are different from now on; before whoever changed them has an answer.
    public func observe(_ observer: @escaping @Sendable ([Image.ID]) -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    /// Makes a change: all of it when it is small, else it goes on as a job when this returns.
    ///
    /// - Throws: ``LibraryError``.
    public func apply(
        _ change: Change,
        to selection: Selection,
        by person: String? = nil
    ) async throws(LibraryError) -> Action {
        let few = try await few(selection)
        guard let few else {
            let step = try await library.begin(change, to: [], of: nil, by: person, at: now())
            start(step.action, .init(phase: .finding(0), since: now())) { [self] job in
                try await make(step.action, selection, job)
            }
            return step.action
        }
        let size = Library.stepSize
        var step = try await library.begin(change, to: few.prefix(size), of: few.count, by: person, at: now())
        await settle(step)
        var rest = few.dropFirst(size)
        while !step.isOver, !rest.isEmpty {
            step = try await library.goOn(step.action.id, to: rest.prefix(size), of: few.count)
            await settle(step)
            rest = rest.dropFirst(size)
        }
        return step.action
    }

    /// Puts back what an action changed, as far as nobody changed it since: all of it when it is little, else it goes
    /// on as a job. An action that still runs is stopped first.
    ///
    /// - Throws: ``LibraryError/notFound`` when there is nothing to undo, or it is being undone already.
    public func undo(_ id: Action.ID) async throws(LibraryError) -> Action {
        if let running = state.withLock({ $0.jobs[id] }) {
            guard running.job.progress.phase != .undoing else { throw .notFound }
            running.job.stop()
            await running.task.value
        }
        guard let action = try await library.answer(ActionQuery(id: id)), action.canBeUndone else { throw .notFound }
        let left = action.changed - action.tally.undone - action.tally.changedSince
        var progress = JobProgress(phase: .undoing, total: max(0, left), since: now())
        var step = try await library.undo(id, at: now())
        await settle(step)
        while !step.isOver, left <= Self.mostAtOnce {
            step = try await library.undo(id, at: now())
            await settle(step)
        }
        if step.isOver { return step.action }
        progress.done = step.touched.count
        start(step.action, progress) { [self] job in try await unmake(id, job) }
        return step.action
    }

    /// Asks a running action to end after the step that it is at; what was done stays and can be undone.
    public func stop(_ id: Action.ID) {
        state.withLock { $0.jobs[id] }?.job.stop()
    }

    /// How far an action has come, while it runs.
    public func progress(of id: Action.ID) -> JobProgress? {
        state.withLock { $0.jobs[id] }?.job.progress
    }

    /// Why an action ended before its end, where that was a fault.
    public func failure(of id: Action.ID) -> String? {
        state.withLock { $0.failures[id] }
    }

    /// Something each time that a running action has come further, until it ends; nothing when it does not run.
    public func listen(to id: Action.ID) -> AsyncStream<Void> {
        if let job = state.withLock({ $0.jobs[id] })?.job { return job.listen() }
        return AsyncStream { $0.finish() }
    }

    /// Waits until an action no longer runs.
    public func wait(for id: Action.ID) async {
        await state.withLock { $0.jobs[id] }?.task.value
    }

    /// Ends every running action after the step that it is at, and starts no more.
    public func close() async {
        let running = state.withLock { state in
            state.isClosed = true
            return Array(state.jobs.values)
        }
        for (job, _) in running { job.stop() }
        for (_, task) in running { await task.value }
    }
}

extension Curation {
    /// The pictures, if they are so few that somebody may wait for them: at most ``mostAtOnce``, or all that are named.
    public func few(_ selection: Selection) async throws(LibraryError) -> [Image.ID]? {
        struct TooMany: Error {}
        do {
            return try await selection.ids(in: library) { found in
                if found > Self.mostAtOnce { throw TooMany() }
            }
        } catch is TooMany {
            return nil
        } catch {
            throw error as? LibraryError ?? .other(String(describing: error))
        }
    }

    private func make(_ action: Action, _ selection: Selection, _ job: Job) async throws {
        let ids = try await selection.ids(in: library) { found in
            try job.checkStop()
            job.update { $0.phase = .finding(found) }
        }
        job.update { $0 = JobProgress(phase: .changing, total: ids.count, since: now()) }
        var rest = ids[...]
        repeat {
            try job.checkStop()
            let step = try await library.goOn(action.id, to: rest.prefix(Library.stepSize), of: ids.count)
            await settle(step)
            rest = rest.dropFirst(Library.stepSize)
            job.update { $0.done = ids.count - rest.count }
        } while !rest.isEmpty
    }

    private func unmake(_ id: Action.ID, _ job: Job) async throws {
        while true {
            try job.checkStop()
            let step = try await library.undo(id, at: now())
            await settle(step)
            job.update { $0.done = step.action.tally.undone + step.action.tally.changedSince }
            if step.isOver { return }
        }
    }

    private func start(
        _ action: Action,
        _ progress: JobProgress,
        _ body: @escaping @Sendable (Job) async throws -> Void
    ) {
        let job = Job(progress)
        state.withLock { state in
            guard !state.isClosed, state.jobs[action.id] == nil else { return }
            state.failures[action.id] = nil
            let task = Task { [self] in
                do {
                    try await body(job)
                } catch is CancellationError {
                } catch {
                    logger.error("An action ended early: \(error)", metadata: ["action": "\(action.id)"])
                    note(error, of: action.id)
                }
                self.state.withLock { _ = $0.jobs.removeValue(forKey: action.id) }
                job.end()
            }
            state.jobs[action.id] = (job, task)
        }
    }

    private func note(_ error: any Error, of id: Action.ID) {
        state.withLock { state in
            if state.failures.count > 100 { state.failures = [:] }
            state.failures[id] = String(describing: error)
        }
    }

    /// Tells of a step, and lets the files go that it left without a name.
    private func settle(_ step: ActionStep) async {
        let observers = state.withLock { $0.observers }
        for observer in observers { observer(step.touched) }
        // A page that was drawn between the write and here is of no edition that is asked for again.
        library.turnEdition()
        await retire(step.unnamed)
    }
}
