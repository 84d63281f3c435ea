import Glibc

/// A file that is being written and does not have its name yet.
///
/// Where the file system can (Linux's own ones), it has no name at all until it is whole: a crash leaves nothing behind.
/// Elsewhere it has a temporary one in the same folder, which `check` knows.
struct Draft: ~Copyable {
    /// What is written to.
    let descriptor: Int32
    private let path: String
    /// Its name meanwhile, if it has one.
    private let temporary: String?

    // Glibc's macro is not imported; with `O_DIRECTORY`, which differs between processors, it is `O_TMPFILE`.
    private static let unnamed: Int32 = 0o20000000 | O_DIRECTORY

    /// Begins a file that will be at a path, whose folder exists.
    ///
    /// - Throws: what the system says.
    init(of path: String) throws(PictureError) {
        self.path = path
        let nameless = open(DurableFile.folder(of: path), O_WRONLY | O_CLOEXEC | Self.unnamed, 0o644)
        if nameless >= 0 {
            // The only way to a name leads through /proc, which a container may lack.
            if access(Self.link(to: nameless), F_OK) == 0 {
                descriptor = nameless
                temporary = nil
                return
            }
            close(nameless)
        }
        let name = Self.temporaryName(beside: path)
        descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        temporary = name
        guard descriptor >= 0 else { throw .system(errno) }
    }

    /// Makes the bytes known to the disk and gives the file its name, in the place of what had it before.
    ///
    /// - Parameter written: told when the bytes are there and the name is not.
    /// - Throws: what the system says; nothing is left then.
    consuming func publish(written: () -> Void) throws(PictureError) {
        do throws(PictureError) {
            guard fsync(descriptor) == 0 else { throw .system(errno) }
            written()
            if let temporary {
                guard rename(temporary, path) == 0 else { throw .system(errno) }
            } else {
                try link()
            }
        } catch {
            discard()
            throw error
        }
        close(descriptor)
        try DurableFile.synchronize(folder: DurableFile.folder(of: path))
    }

    /// Ends it without a name.
    consuming func discard() {
        close(descriptor)
        if let temporary { unlink(temporary) }
    }

    /// A link takes no name from another file: for that it needs a second one, for as long as a rename takes.
    private func link() throws(PictureError) {
        if linkat(AT_FDCWD, Self.link(to: descriptor), AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 { return }
        guard errno == EEXIST else { throw .system(errno) }
        let name = Self.temporaryName(beside: path)
        guard linkat(AT_FDCWD, Self.link(to: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0 else {
            throw .system(errno)
        }
        guard rename(name, path) == 0 else {
            let error = errno
            unlink(name)
            throw .system(error)
        }
    }

    private static func link(to descriptor: Int32) -> String { "/proc/self/fd/\(descriptor)" }

    private static func temporaryName(beside path: String) -> String {
        let name = path.split(separator: "/").last ?? ""
        return "\(DurableFile.folder(of: path))/.\(name).\(UInt32.random(in: 0 ... .max)).tmp"
    }
}
