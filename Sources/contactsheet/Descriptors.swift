import Foundation

/// How many files and connections the program may have open at once.
enum Descriptors {
    /// Raises the limit to what the system allows this program: connections, database and pictures share it.
    static func raiseLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = limit.rlim_max
        // Where it cannot be raised, the server's own cap on connections still holds.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    /// Lets the program live on when nobody reads what it says any more, such as a log that was ended.
    static func outliveReaders() {
        signal(SIGPIPE, SIG_IGN)
    }
}
