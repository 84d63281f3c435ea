/// Where a handler runs.
public enum Answering: Sendable, Hashable {
    /// On the concurrent executor: for what renders, reads files or asks the database; every core takes part.
    case onExecutor
    /// At once, on the server's own thread, until it first suspends: only for what is answered from memory, where
    /// the hop would cost more than the work. What blocks here blocks every connection.
    case atOnce
}
