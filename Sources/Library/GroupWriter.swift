import GRDB
import Synchronization

/// Writes what comes in together with one commit: the disk is waited for once, not once each.
///
/// Each piece is a savepoint: one that fails takes back its own and none of the others'. A piece has its answer only
/// when the commit has reached the disk.
final class GroupWriter: Sendable {
    /// One write and who waits for it.
    private struct Piece: Sendable {
        /// Runs within the transaction, keeps the outcome, and returns the error if that is one.
        let run: @Sendable (Database) -> LibraryError?
        /// Answers: with the outcome, or with the error that kept all from being written.
        let answer: @Sendable (LibraryError?) -> Void
    }

    private final class Outcome<Value: Sendable>: Sendable {
        let result = Mutex(Result<Value, LibraryError>.failure(.other("It was not written.")))
    }

    private struct State {
        var waiting: [Piece] = []
        var isWriting = false
    }

    /// So many at once keep the first from waiting long.
    private static let most = 64

    private let pool: DatabasePool
    private let edition: Edition
    private let state = Mutex(State())

    init(pool: DatabasePool, edition: Edition) {
        self.pool = pool
        self.edition = edition
    }

    /// Runs one write, whole, also in a task that was cancelled meanwhile.
    func write<Value: Sendable>(
        _ updates: @escaping @Sendable (Database) throws -> Value
    ) async throws(LibraryError) -> Value {
        let outcome = Outcome<Value>()
        let failure = await withCheckedContinuation { (continuation: CheckedContinuation<LibraryError?, Never>) in
            add(
                Piece(
                    run: { db in
                        let result = Self.run(updates, in: db)
                        outcome.result.withLock { $0 = result }
                        if case .failure(let error) = result { return error }
                        return nil
                    },
                    answer: { continuation.resume(returning: $0) }
                )
            )
        }
        if let failure { throw failure }
        return try outcome.result.withLock { $0 }.get()
    }

    private static func run<Value>(
        _ updates: (Database) throws -> Value,
        in db: Database
    ) -> Result<Value, LibraryError> {
        do {
            var value: Value?
            try db.inSavepoint {
                value = try updates(db)
                return .commit
            }
            return value.map { .success($0) } ?? .failure(.other("It was not written."))
        } catch {
            return .failure(LibraryError(error))
        }
    }

    private func add(_ piece: Piece) {
        let begins = state.withLock { state in
            state.waiting.append(piece)
            defer { state.isWriting = true }
            return !state.isWriting
        }
        if begins { Task { await drain() } }
    }

    private func drain() async {
        while let pieces = takeWaiting() {
            var failure: LibraryError?
            do {
                try await pool.write { db in
                    for piece in pieces {
                        let error = piece.run(db)
                        // A full disk makes SQLite give up the whole transaction: then nothing at all was written.
                        if !db.isInsideTransaction { throw error ?? .other("The transaction ended early.") }
                    }
                }
            } catch {
                failure = LibraryError(error)
            }
            // Before the answers: who wrote sees pages of what was written.
            edition.turn()
            for piece in pieces { piece.answer(failure) }
        }
    }

    private func takeWaiting() -> [Piece]? {
        state.withLock { state in
            guard !state.waiting.isEmpty else {
                state.isWriting = false
                return nil
            }
            let pieces = Array(state.waiting.prefix(Self.most))
            state.waiting.removeFirst(pieces.count)
            return pieces
        }
    }
}
