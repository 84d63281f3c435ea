import Foundation
import Library
import Pictures
import Upkeep

/// The data folder, held by one program at a time: two queues over one library would pay twice.
final class DataFolder: Sendable {
    let url: URL
    private let lock: FolderLock

    /// Makes the folder if it is missing and takes its lock.
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
        lock = try Self.locked(url, "Another Contactsheet is serving the data folder \(url.path).")
    }

    private static func locked(
        _ folder: URL,
        isShared: Bool = false,
        _ complaint: String
    ) throws(Complaint) -> FolderLock {
        do throws(FolderLock.Fault) {
            return try FolderLock(folder.path, isShared: isShared)
        } catch {
            guard case .cannotOpen(let reason) = error else { throw Complaint(complaint) }
            throw Complaint("The data folder \(folder.path) cannot be opened: \(reason).")
        }
    }
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
        Complaint("\(url.path) is no data folder of Contactsheet: it holds no \(LibraryFile.name). serve makes one.")
    }

    /// A share in the pictures, for who adds some beside a serving Contactsheet.
    ///
    /// - Throws: ``Complaint`` while a repair has them alone.
    static func sharePictures(in url: URL) throws(Complaint) -> FolderLock {
        try locked(pictures(in: url), isShared: true, "The data folder \(url.path) is being repaired.")
    }

    /// The pictures alone, for a repair: nobody's new file is taken for one that belongs to nothing.
    ///
    /// - Throws: ``Complaint`` while somebody shares them.
    static func takePictures(in url: URL) throws(Complaint) -> FolderLock {
        try locked(pictures(in: url), "Another Contactsheet is importing into the data folder \(url.path).")
    }

    /// Whether somebody may be adding pictures just now.
    static func isGrowing(_ url: URL) -> Bool {
        FolderLock.isHeld(url.path, toShare: true)
            || FolderLock.isHeld(url.appending(path: PictureFolder.pictures).path)
    }

    /// Whether somebody serves the folder just now.
    static func isServed(_ url: URL) -> Bool { FolderLock.isHeld(url.path, toShare: true) }

    private static func pictures(in url: URL) throws(Complaint) -> URL {
        let folder = url.appending(path: PictureFolder.pictures)
        do throws(PictureError) { try PictureFolder(path: folder.path).make() } catch { throw Complaint(error) }
        return folder
    }

    /// Makes a data folder of what was a backup: nothing that it says is queued is sent by itself, and it is no place
    /// for backups any more.
    ///
    /// - Returns: how many generations wait for a person because of it; `nil` where the folder was none.
    func leaveBackup(_ library: Library) async throws -> Int? {
        guard BackupFolder.isBackup(url) else { return nil }
        let doubted = try await library.doubtQueued(at: Date())
        try FileManager.default.removeItem(at: url.appending(path: BackupFolder.marker))
        return doubted
    }
}
