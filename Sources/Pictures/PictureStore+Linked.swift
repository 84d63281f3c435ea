extension PictureStore {
    /// The absolute path of a file that the library names: relative to the data folder, or absolute where a picture
    /// was imported in place.
    public func file(_ path: String) -> String {
        path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    /// Whether a file that the library names is there, and nothing else has its name.
    public func hasFile(_ path: String, byteCount: Int) -> Bool {
        DurableFile.length(of: file(path)) == byteCount
    }

    /// The bytes of a picture. Of one that lies in the data folder they are its own; elsewhere anybody may have put
    /// others in their place.
    ///
    /// - Throws: `missing`, or `cannotRead`.
    func bytes(of path: String, _ digest: SHA256Digest) throws(PictureError) -> [UInt8] {
        guard path.hasPrefix("/") else {
            guard let bytes = try DurableFile.read(file(path)) else { throw .missing }
            return bytes
        }
        guard DurableFile.length(of: path) != nil else { throw .missing }
        let bytes = try PictureFile.read(path, limits: limits)
        guard SHA256Digest(of: bytes) == digest else { throw .missing }
        return bytes
    }

    /// The bytes of a picture's file, whose path is relative to the data folder, or absolute.
    ///
    /// - Throws: `missing` for a file that is gone, or outside of the data folder has other bytes; `cannotRead`, `io`.
    public func read(_ path: String, _ digest: SHA256Digest) async throws(PictureError) -> [UInt8] {
        try await reading.run { () throws(PictureError) in try bytes(of: path, digest) }
    }

    /// Keeps a picture's bytes as they are, known to the disk; its thumbnail is left to be made later.
    ///
    /// It blocks: call it on a ``Workbench``. Nothing is looked at: that the bytes are a picture is the caller's word.
    /// - Returns: the path relative to the data folder.
    /// - Throws: `noSpace`, `folderReadOnly` or `io`.
    public func keep(_ bytes: [UInt8], digest: SHA256Digest, format: PictureFormat) throws(PictureError) -> String {
        let path = PictureFolder.picture(digest, format)
        let absolute = "\(folder)/\(path)"
        guard DurableFile.length(of: absolute) != bytes.count else { return path }
        try DurableFile.makeFolder(DurableFile.folder(of: absolute))
        try DurableFile.write(bytes, to: absolute)
        return path
    }
}
