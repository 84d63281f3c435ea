import Glibc

/// What tells one state of a file from another without reading it.
struct FileStamp: Hashable {
    /// The permissions, as `chmod` takes them.
    var mode: mode_t
    private var inode: ino_t
    private var size: off_t
    private var seconds: Int
    private var nanoseconds: Int

    /// Nil where there is no such file.
    init?(_ path: String) {
        var found = stat()
        guard stat(path, &found) == 0 else { return nil }
        mode = found.st_mode & 0o777
        inode = found.st_ino
        size = found.st_size
        seconds = found.st_mtim.tv_sec
        nanoseconds = found.st_mtim.tv_nsec
    }
}
