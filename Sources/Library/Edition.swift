import GRDB
import Synchronization

/// Which state of the library a page shows: a number that grows with every write, this program's and others'.
///
/// Pages are compared by it without asking the database. Another program's writes, an import's say, are noticed a
/// moment later: they are looked for now and then, while pages are asked for.
final class Edition: Sendable {
    private struct State {
        var lookedAt: ContinuousClock.Instant?
        var dataVersion: Int?
    }

    /// How old the knowledge of others' writes may be.
    private static let patience: Duration = .milliseconds(250)

    private let number = Atomic<UInt64>(0)
    private let others = Atomic<UInt64>(0)
    private let state = Mutex(State())

    /// One more write of this program.
    func turn() { number.add(1, ordering: .sequentiallyConsistent) }

    /// The number; looks for others' writes in the background when that was not done for a while.
    func current(_ pool: DatabasePool) -> UInt64 {
        let isDue = state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.lookedAt, now - last < Self.patience { return false }
            state.lookedAt = now
            return true
        }
        if isDue { Task { await look(pool) } }
        return number.load(ordering: .sequentiallyConsistent)
    }

    /// How often others' writes were noticed.
    var othersWrites: UInt64 { others.load(ordering: .sequentiallyConsistent) }

    /// SQLite tells a connection of the writes of all but itself: asked on the writer, that is other programs.
    private func look(_ pool: DatabasePool) async {
        guard
            let version = try? await pool.writeWithoutTransaction({ db in
                try Int.fetchOne(db, sql: "PRAGMA data_version")
            })
        else { return }
        let isNews = state.withLock { state in
            defer { state.dataVersion = version }
            return state.dataVersion.map { $0 != version } ?? false
        }
        if isNews {
            others.add(1, ordering: .sequentiallyConsistent)
            turn()
        }
    }
}
