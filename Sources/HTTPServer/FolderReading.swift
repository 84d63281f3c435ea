import Glibc

/// Reads a folder's files whole.
enum FolderReading {
    /// Every regular file below a folder, by its name relative to it; names that begin with a dot are left out.
    static func files(in folder: String) throws(StaticFiles.Fault) -> [(name: String, bytes: [UInt8])] {
        var found: [(name: String, bytes: [UInt8])] = []
        for name in try names(in: folder).sorted() where !name.hasPrefix(".") {
            let path = folder + "/" + name
            var facts = stat()
            guard stat(path, &facts) == 0 else { throw .unreadable(path: path, reason: reason()) }
            switch facts.st_mode & S_IFMT {
            case S_IFDIR:
                for inner in try files(in: path) { found.append((name + "/" + inner.name, inner.bytes)) }
            case S_IFREG:
                found.append((name, try bytes(of: path, size: Int(facts.st_size))))
            default: continue
            }
        }
        return found
    }

    private static func names(in folder: String) throws(StaticFiles.Fault) -> [String] {
        guard let handle = opendir(folder) else { throw .unreadable(path: folder, reason: reason()) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            withUnsafeBytes(of: &entry.pointee.d_name) { raw in
                names.append(String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self))
            }
        }
        return names
    }

    private static func bytes(of path: String, size: Int) throws(StaticFiles.Fault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: reason()) }
        defer { close(descriptor) }
        var failed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let got = read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                if got == 0 { return }
                if got < 0 {
                    if errno == EINTR { continue }
                    failed = true
                    return
                }
                count += got
            }
        }
        guard !failed else { throw .unreadable(path: path, reason: reason()) }
        return bytes
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
