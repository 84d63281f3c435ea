import Foundation
import Library
import Pictures

/// A folder that backups go to, held by one program at a time.
///
/// It is a data folder with one file more, ``marker``, which tells it from the folder that is worked in.
public final class BackupFolder: Sendable {
    /// The file that says what the folder is.
    public static let marker = "BACKUP"

    /// Its files.
    public let folder: PictureFolder
    private let lock: FolderLock

    /// Takes a folder for a backup; it is made if it is missing.
    ///
    /// - Throws: ``UpkeepError/refused(_:)`` for a folder that is something else, lies in or around the data folder,
    ///   or is in use.
    public init(path: String, of data: URL) throws(UpkeepError) {
        let real = Self.resolved(path)
        let own = Self.resolved(data.path)
        guard real != own else { throw .refused("\(path) is the data folder itself.") }
        guard !real.hasPrefix(own == "/" ? own : own + "/") else { throw .refused("\(path) lies in the data folder.") }
        guard !own.hasPrefix(real == "/" ? real : real + "/") else {
            throw .refused("\(path) is a folder around the data folder.")
        }
        folder = PictureFolder(path: real)
        do throws(PictureError) { try folder.make() } catch {
            throw .refused("\(path) cannot be made. \(error.sentence)")
        }
        do throws(FolderLock.Fault) {
            // The lock that `serve` takes, too.
            lock = try FolderLock(real)
        } catch {
            guard case .cannotOpen(let reason) = error else {
                throw .refused("Another Contactsheet is using \(path): it serves it, or writes a backup to it.")
            }
            throw .refused("\(path) cannot be opened: \(reason).")
        }
        guard try mayBeUsed() else {
            throw .refused(
                "\(path) is not empty and has no file \(Self.marker), so it is no backup. Name a new folder."
            )
        }
    }

    /// Whether a folder is a backup and not one that is worked in.
    public static func isBackup(_ folder: URL) -> Bool {
        FileManager.default.fileExists(atPath: folder.appending(path: marker).path)
    }

    private func mayBeUsed() throws(UpkeepError) -> Bool {
        let contents = try contents()
        if contents.files.contains(where: { $0.name == Self.marker }) { return true }
        // A disk of its own has this folder from the beginning.
        guard contents.files.isEmpty, contents.folders.allSatisfy({ $0 == "./lost+found" }) else { return false }
        try write("The first backup to this folder has not been finished yet.\n")
        return true
    }

    /// Removes what a backup that was ended in the middle left of its database and its marker.
    func sweep() throws(UpkeepError) {
        for file in try contents().files where file.isTemporary || file.name.hasPrefix(".\(LibraryFile.name).") {
            do throws(PictureError) { try folder.remove(file.path) } catch { throw .pictures(error) }
        }
    }

    /// Writes what the folder is, when it was made and from what.
    func sign(_ totals: TotalsQuery.Totals, from data: String, at now: Date) throws(UpkeepError) {
        try write(
            """
            This folder is a backup of a Contactsheet data folder. `contactsheet backup` writes to it.

            To go back, stop Contactsheet and put a copy of this folder in the data folder's place, or serve a copy
            of it with `contactsheet serve --data COPY`. Serving this folder itself makes it a data folder: this file
            is then removed, and no backup is written here any more.

            made: \(now.formatted(.iso8601))
            from: \(data)
            schema: \(totals.version)
            generations: \(totals.generations)
            images: \(totals.images)

            """
        )
    }

    private func write(_ text: String) throws(UpkeepError) {
        do throws(PictureError) { try folder.write(text, to: Self.marker) } catch { throw .pictures(error) }
    }

    private func contents() throws(UpkeepError) -> (files: [PictureFolder.Entry], folders: [String]) {
        do throws(PictureError) { return try folder.contents(of: ".") } catch { throw .pictures(error) }
    }

    /// The path without links; of what does not exist yet, that of the nearest folder that does with the rest behind it.
    private static func resolved(_ path: String) -> String {
        var existing = URL(filePath: path).absoluteURL.standardizedFileURL
        var rest: [String] = []
        while existing.path != "/" {
            if let real = realpath(existing.path, nil) {
                defer { free(real) }
                return ([String(cString: real)] + rest.reversed()).joined(separator: "/")
            }
            rest.append(existing.lastPathComponent)
            existing.deleteLastPathComponent()
        }
        return "/" + rest.reversed().joined(separator: "/")
    }
}
