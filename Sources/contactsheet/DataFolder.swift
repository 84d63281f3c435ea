import Foundation
import Library
import Upkeep

/// The data folder, held by one program at a time: two queues over one library would pay twice.
final class DataFolder: Sendable {
    let url: URL
    private let descriptor: Int32

    /// Makes the folder if it is missing and takes its lock, which ends with the process however that ends.
    ///
    /// - Throws: ``Complaint``.
    convenience init(path: String) throws(Complaint) {
        let url = URL(filePath: path, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw Complaint("The data folder \(url.path) cannot be made. \(reason)")
        }
        try self.init(existing: url)
    }

    /// Takes the lock of a folder that is there.
    ///
    /// - Throws: ``Complaint``.
    init(existing url: URL) throws(Complaint) {
        self.url = url
        // From here on what throws runs `deinit`, which closes it.
        descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Complaint("The data folder \(url.path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw Complaint("Another Contactsheet is serving the data folder \(url.path).")
        }
    }

    deinit { close(descriptor) }
}

extension DataFolder {
    /// The folder at a path, if it holds a library; nothing is made and nothing locked.
    ///
    /// - Throws: ``Complaint``.
    static func existing(at path: String) throws(Complaint) -> URL {
        let url = URL(filePath: path, directoryHint: .isDirectory)
        guard FileManager.default.fileExists(atPath: url.appending(path: LibraryFile.name).path) else {
            throw noLibrary(in: url)
        }
        return url
    }

    static func noLibrary(in url: URL) -> Complaint {
        Complaint("\(url.path) is no data folder: it holds no \(LibraryFile.name).")
    }

    /// Whether a Contactsheet holds the folder just now.
    static func isServed(_ url: URL) -> Bool {
        let descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }

    /// Makes a data folder of what was a backup: nothing that it says is queued is sent by itself, and it is no place
    /// for backups any more.
    ///
    /// - Returns: how many generations wait for a person because of it; `nil` where the folder was none.
    func leaveBackup(_ library: Library) async throws -> Int? {
        let marker = url.appending(path: BackupFolder.marker)
        guard FileManager.default.fileExists(atPath: marker.path) else { return nil }
        let doubted = try await library.doubtQueued(at: Date())
        try FileManager.default.removeItem(at: marker)
        return doubted
    }
}
