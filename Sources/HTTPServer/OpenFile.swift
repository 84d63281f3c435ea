import Glibc

/// A regular file, opened for reading; closed when it is released, unless its descriptor has been handed on.
final class OpenFile: Sendable {
    let descriptor: Int32
    let size: UInt64

    init(path: String) throws(Refusal) {
        let opened = open(path, O_RDONLY | O_CLOEXEC)
        guard opened >= 0 else { throw .fileMissing(path: path) }
        var facts = stat()
        guard fstat(opened, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            Glibc.close(opened)
            throw .fileMissing(path: path)
        }
        descriptor = opened
        size = UInt64(facts.st_size)
    }

    deinit {
        Glibc.close(descriptor)
    }

    /// A second descriptor of the file, for whoever closes it on its own; nil when the process has none left.
    func duplicate() -> Int32? {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        return copy >= 0 ? copy : nil
    }
}
