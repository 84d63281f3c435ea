import Glibc

/// Files that are either wholly there or not at all, whenever the power goes.
enum DurableFile {
    /// Writes a new file: fsync, then its name, then fsync of the folder.
    ///
    /// - Parameter written: told when the bytes are there and the name is not.
    static func write(
        _ bytes: [UInt8],
        to path: String,
        written: () -> Void = {}
    ) throws(PictureError) {
        try write(to: path, written: written) { descriptor throws(PictureError) in
            try append(bytes, to: descriptor)
        } keepsIf: { _ in
            true
        }
    }

    /// Has a new file written, and gives it its name if what came of the writing is worth it.
    static func write<Outcome>(
        to path: String,
        written: () -> Void = {},
        _ body: (Int32) throws(PictureError) -> Outcome,
        keepsIf isWorthIt: (Outcome) -> Bool
    ) throws(PictureError) -> Outcome {
        let draft = try Draft(of: path)
        let outcome: Outcome
        do throws(PictureError) {
            outcome = try body(draft.descriptor)
        } catch {
            draft.discard()
            throw error
        }
        if isWorthIt(outcome) { try draft.publish(written: written) } else { draft.discard() }
        return outcome
    }

    static func append(_ bytes: [UInt8], to descriptor: Int32) throws(PictureError) {
        try bytes.withUnsafeBytes { piece in
            Result { () throws(PictureError) in try append(piece, to: descriptor) }
        }.get()
    }

    static func append(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(PictureError) {
        var done = 0
        while done < bytes.count {
            let written = Glibc.write(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done)
            if written < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            done += written
        }
    }

    /// Makes a folder and all above it, each made known to the disk.
    static func makeFolder(_ path: String) throws(PictureError) {
        if mkdir(path, 0o755) == 0 { return try synchronize(folder: split(path).folder) }
        switch errno {
        case EEXIST:
            var status = stat()
            guard stat(path, &status) == 0 else { throw .system(errno) }
            guard status.st_mode & S_IFMT == S_IFDIR else { throw .system(ENOTDIR) }
        case ENOENT where split(path).folder != path:
            try makeFolder(split(path).folder)
            guard mkdir(path, 0o755) == 0 || errno == EEXIST else { throw .system(errno) }
            try synchronize(folder: split(path).folder)
        default:
            throw .system(errno)
        }
    }

    /// The length of a file, or nil when there is none.
    static func length(of path: String) -> Int? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(status.st_size)
    }

    /// All bytes of a file, or nil when there is none.
    static func read(_ path: String) throws(PictureError) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw .system(errno)
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(errno) }
        var failure: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, done in
            while done < buffer.count {
                let count = Glibc.read(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if count == 0 { break }
                if count > 0 {
                    done += count
                } else if errno != EINTR {
                    failure = errno
                    break
                }
            }
        }
        guard failure == 0 else { throw .system(failure) }
        return bytes
    }

    static func synchronize(folder: String) throws(PictureError) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno) }
    }

    static func folder(of path: String) -> String { split(path).folder }

    private static func split(_ path: String) -> (folder: String, name: Substring) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path[...]) }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), path[path.index(after: slash)...])
    }
}

extension PictureError {
    /// What an error number of the system means for pictures.
    static func system(_ number: Int32) -> PictureError {
        switch number {
        case ENOSPC, EDQUOT: .noSpace
        case EACCES, EPERM, EROFS: .folderReadOnly
        default: .io(String(cString: strerror(number)))
        }
    }
}
