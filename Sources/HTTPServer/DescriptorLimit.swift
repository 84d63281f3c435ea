import Glibc

/// How many descriptors the process may have, and what of them is for connections.
enum DescriptorLimit {
    /// The soft limit.
    static var current: Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return .max }
        return Int(clamping: limit.rlim_cur)
    }

    /// As many connections as are wished, where that leaves a quarter of the descriptors to files and the database: a
    /// process without any cannot even say that it is full.
    static func connections(_ wished: Int, of descriptors: Int = current) -> Int {
        min(wished, max(1, descriptors - descriptors / 4))
    }
}
