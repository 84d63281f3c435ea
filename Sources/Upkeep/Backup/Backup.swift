import Foundation
import Library
import Pictures

/// A copy of a data folder that grows by what is new, taken while the folder is served.
///
/// The pictures go first and the database last, by one rename, and nothing is ever removed: whenever it is ended, the
/// folder is the whole backup before or the whole backup after.
public struct Backup: Sendable {
    /// What a backup brought.
    public struct Outcome: Sendable {
        /// Pictures that were copied now.
        public var copied = 0
        /// Bytes of those.
        public var copiedBytes = 0
        /// Pictures that were there from before.
        public var alreadyThere = 0
        /// Files in `set-aside/` that were copied now.
        public var setAside = 0
        /// What the check of the backup found.
        public var report = Report()
    }

    let data: URL
    let backup: BackupFolder
    /// Whether pictures from earlier backups are looked at by their length only.
    public var isQuick = false
    /// The clock.
    public var now: @Sendable () -> Date = { Date() }
    /// Told what was put right in the backup.
    public var say: @Sendable (String) -> Void = { _ in }
    /// Told how far it has come.
    public var progress: @Sendable (Inspection.Progress) -> Void = { _ in }

    let workbench = Workbench(label: "contactsheet.backup")

    /// Creates a backup of a data folder.
    public init(of data: URL, into backup: BackupFolder) {
        self.data = data
        self.backup = backup
    }

    var source: PictureFolder { PictureFolder(path: data.path) }

    /// Brings the backup up to date and checks it.
    ///
    /// - Throws: ``UpkeepError``; the backup before is then as it was.
    public func run() async throws(UpkeepError) -> Outcome {
        var outcome = Outcome()
        try backup.sweep()
        let started = now()
        let temporary = ".\(LibraryFile.name).\(UInt32.random(in: 0 ... .max)).tmp"
        do throws(UpkeepError) {
            let totals = try await copyLibrary(to: temporary)
            try await copyPictures(of: temporary, &outcome)
            try await copySetAside(&outcome)
            try await withPictures { () async throws(PictureError) in
                try backup.folder.placeDatabase(temporary, as: LibraryFile.name)
            }
            try backup.sign(totals, from: data.path, at: started)
        } catch {
            try? backup.sweep()
            throw error
        }
        outcome.report = try await check()
        return outcome
    }

    private func copyLibrary(to temporary: String) async throws(UpkeepError) -> TotalsQuery.Totals {
        let library = try Self.library(in: data)
        let progress = progress
        try await withLibrary { () async throws(LibraryError) in
            try await library.copy(to: "\(backup.folder.path)/\(temporary)") { share in
                progress(.init(what: "the database, per cent", done: Int(share * 100), total: 100))
            }
            try library.close()
        }
        let copy = try Self.library(in: URL(filePath: backup.folder.path), name: temporary)
        let (totals, fault) = try await withLibrary { () async throws(LibraryError) in
            let faults = try await copy.answer(SoundnessQuery()).pages
            let totals = try await copy.answer(TotalsQuery())
            try copy.close()
            return (totals, faults.first)
        }
        guard let fault else { return totals }
        throw .refused(
            "The database is damaged and does not take the place of the backup before. SQLite says: \(fault)"
        )
    }

    /// Checks the backup; a picture in it that went bad since is copied once more.
    private func check() async throws(UpkeepError) -> Report {
        let (source, target, workbench) = (source, backup.folder, workbench)
        let library = try Self.library(in: URL(filePath: target.path))
        var inspection = Inspection(library: library, folder: target)
        inspection.hashes = !isQuick
        inspection.strays = .kept
        inspection.looksOutside = false
        inspection.now = now
        inspection.say = say
        inspection.progress = progress
        inspection.remedies.removable = Remedies.removing(from: target)
        inspection.remedies.picture = { file, condition in
            let fault = file.sentence(condition)
            guard let digest = file.digest else { return .left(fault) }
            do throws(PictureError) {
                let here = try await workbench.run { () throws(PictureError) in
                    try source.copy(file.path, digest: digest, byteCount: file.byteCount, to: target)
                }
                return here == .sound
                    ? .done("Copied \(file.path) again: in the backup it \(condition.phrase).")
                    : .left("\(fault). In the data folder it \(here.phrase).")
            } catch {
                return .left("\(fault). It could not be copied again. \(error.sentence)")
            }
        }
        let report = try await inspection.run()
        try await withLibrary { () async throws(LibraryError) in try library.close() }
        return report
    }

    static func library(
        in folder: URL,
        name: String = LibraryFile.name
    ) throws(UpkeepError) -> LibraryFile {
        do throws(LibraryError) {
            if let library = try LibraryFile(folder: folder, name: name) { return library }
        } catch {
            throw .library(error)
        }
        throw .refused("There is no \(name) in \(folder.path).")
    }
}
