import Glibc

extension PictureFolder {
    /// Moves a file to where it is out of the way but not lost, with the reason beside it.
    ///
    /// - Returns: where it lies now: `set-aside/NAME`, or `set-aside/NAME-2` when that is taken; the reason has `.txt`
    ///   behind it.
    /// - Throws: what the system says; the file is then where it was.
    public func setAside(fileAt file: String, reason: String) throws(PictureError) -> String {
        try DurableFile.makeFolder("\(path)/\(Self.setAside)")
        let name = file.split(separator: "/").last.map(String.init) ?? file
        var place = "\(Self.setAside)/\(name)"
        var number = 1
        while exists(place) || exists("\(place).txt") {
            number += 1
            place = "\(Self.setAside)/\(name)-\(number)"
        }
        // The reason first: a crash in between leaves a reason without its file, not a file without its reason.
        try DurableFile.write(Array("It was \(file). \(reason)\n".utf8), to: "\(path)/\(place).txt")
        guard rename("\(path)/\(file)", "\(path)/\(place)") == 0 else {
            let error = PictureError.system(errno)
            unlink("\(path)/\(place).txt")
            throw error
        }
        try DurableFile.synchronize(folder: "\(path)/\(Self.setAside)")
        try DurableFile.synchronize(folder: DurableFile.folder(of: "\(path)/\(file)"))
        return place
    }

    /// Removes a file that is derived or half written; one that is gone already is no error.
    ///
    /// - Throws: what the system says.
    public func remove(_ file: String) throws(PictureError) {
        guard unlink("\(path)/\(file)") == 0 || errno == ENOENT else { throw .system(errno) }
    }

    /// Writes a small file, wholly or not at all.
    ///
    /// - Throws: what the system says.
    public func write(_ text: String, to file: String) throws(PictureError) {
        try DurableFile.write(Array(text.utf8), to: "\(path)/\(file)")
    }

    /// Gives a database that was written under another name in the same folder its own, known to the disk.
    ///
    /// A write-ahead log of the database before goes first: SQLite would take it for the new one's.
    /// - Throws: what the system says; whatever had the name before then still has it.
    public func placeDatabase(_ temporary: String, as file: String) throws(PictureError) {
        let descriptor = open("\(path)/\(temporary)", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw .system(errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw .system(errno) }
        try remove("\(file)-wal")
        try remove("\(file)-shm")
        guard rename("\(path)/\(temporary)", "\(path)/\(file)") == 0 else { throw .system(errno) }
        try DurableFile.synchronize(folder: path)
    }

    /// Makes the folder, and all above it, if it is missing.
    ///
    /// - Throws: what the system says.
    public func make() throws(PictureError) {
        try DurableFile.makeFolder(path)
    }

    private func exists(_ file: String) -> Bool {
        var status = stat()
        return lstat("\(path)/\(file)", &status) == 0
    }
}
