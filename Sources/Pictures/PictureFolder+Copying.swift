import Glibc

extension PictureFolder {
    /// Copies a file to the same place in another folder, by a temporary name and made known to the disk.
    ///
    /// The hash is taken on the way: what is damaged here is not carried over.
    /// - Returns: the condition of the file here; it was copied when that is `sound`.
    /// - Throws: what the system says of the folder that is written to.
    public func copy(
        _ file: String,
        digest: SHA256Digest,
        byteCount: Int,
        to other: PictureFolder
    ) throws(PictureError) -> PictureCondition {
        let source = open("\(path)/\(file)", O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { return errno == ENOENT ? .missing : .unreadable(String(cString: strerror(errno))) }
        defer { close(source) }
        if let wrong = lengthFault(of: source, byteCount: byteCount) { return wrong }
        return try DurableFile.write(to: other.prepared(file)) { descriptor throws(PictureError) in
            var hasher = SHA256Hasher()
            var fault: PictureCondition?
            var writing: PictureError?
            do throws(PictureError) {
                try FilePieces.read(source) { piece throws(PictureError) in
                    hasher.add(piece)
                    do throws(PictureError) {
                        try DurableFile.append(piece, to: descriptor)
                    } catch {
                        writing = error
                        throw error
                    }
                }
            } catch {
                if let writing { throw writing }
                fault = .unreadable(error.sentence)
            }
            if fault == nil, hasher.finish() != digest { fault = .wrongBytes }
            return fault ?? .sound
        } keepsIf: {
            $0 == .sound
        }
    }

    /// Copies a file as it is, whatever it is.
    ///
    /// - Throws: what the system says.
    public func copy(_ file: String, to other: PictureFolder) throws(PictureError) {
        let source = open("\(path)/\(file)", O_RDONLY | O_CLOEXEC)
        guard source >= 0 else { throw .system(errno) }
        defer { close(source) }
        try DurableFile.write(to: other.prepared(file)) { descriptor throws(PictureError) in
            try FilePieces.read(source) { piece throws(PictureError) in try DurableFile.append(piece, to: descriptor) }
        } keepsIf: { _ in
            true
        }
    }

    /// The absolute path of a file whose folder exists from now on.
    private func prepared(_ file: String) throws(PictureError) -> String {
        let absolute = "\(path)/\(file)"
        try DurableFile.makeFolder(DurableFile.folder(of: absolute))
        return absolute
    }
}
