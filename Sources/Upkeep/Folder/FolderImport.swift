import Foundation
import Library
import Pictures
import Studio

/// Brings the pictures of a folder into the gallery, as copies or in place.
///
/// It can run beside a serving Contactsheet. Files are read on all cores, some hundred at a time, and written by one
/// transaction each time: however it is ended, another run goes on, and nothing comes twice.
public struct FolderImport: Sendable {
    /// What becomes of the files.
    public enum Manner: Sendable, Hashable {
        /// They are copied into the data folder.
        case copy
        /// They stay where they are, and the library names them there.
        case link
    }

    /// So many files are one transaction, and so many bytes are read for it.
    private struct Portion {
        var files: Int
        var bytes: Int

        /// Some 40 ms while nobody waits for the disk.
        static let small = Portion(files: 256, bytes: 16 << 20)
        /// Less work for each, where nobody else has to write and no bytes are held.
        static let large = Portion(files: 1024, bytes: 64 << 20)
    }

    let library: Library
    let pictures: PictureStore
    let manner: Manner
    /// Whether somebody serves the library just now, who has to write between two transactions of this.
    public var isServed: @Sendable () -> Bool = { false }
    /// The time of day.
    public var now: @Sendable () -> Date = { Date() }
    let workbench = Workbench(label: "contactsheet.import")

    /// Creates an import.
    public init(library: Library, pictures: PictureStore, manner: Manner) {
        self.library = library
        self.pictures = pictures
        self.manner = manner
    }

    /// Brings what is in a folder and in those below it.
    ///
    /// When its task is cancelled it finishes what is being written and reports.
    /// - Parameter told: called with how it stands after every transaction.
    /// - Throws: ``UpkeepError/refused(_:)`` for what is no folder to import from.
    public func run(
        _ path: String,
        told: @escaping @Sendable (FolderReport) -> Void = { _ in }
    ) async throws(UpkeepError) -> FolderReport {
        let folder = try source(path)
        let counting = Task.detached(priority: .utility) { Self.count(folder, omitting: pictures.folder) }
        defer { counting.cancel() }
        let total = Total(counting)
        var report = FolderReport()
        do throws(UpkeepError) {
            try await bring(folder, &report) { report in
                report.total = total.value
                told(report)
            }
        } catch {
            report.end = .failed(error.sentence)
        }
        told(report)
        return report
    }

    /// The folder without links in its path.
    private func source(_ path: String) throws(UpkeepError) -> String {
        var status = stat()
        guard let real = FolderWalk.resolved(path), stat(real, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            throw .refused("There is no folder \(path).")
        }
        guard let own = FolderWalk.resolved(pictures.folder), real != own, !real.hasPrefix(own + "/") else {
            throw .refused("\(path) is in the data folder itself.")
        }
        return real
    }

    private func bring(
        _ folder: String,
        _ report: inout FolderReport,
        _ told: (inout FolderReport) -> Void
    ) async throws(UpkeepError) {
        let known = try await knownFiles(in: folder)
        try await withLibrary { () async throws(LibraryError) in try await library.expectManyRows() }
        var walk = FolderWalk(folder, omitting: pictures.folder)
        var reading: [Task<[FolderFinding], Never>] = []
        var (transactions, isServedNow) = (0, isServed())
        defer { for task in reading { task.cancel() } }
        while true {
            let portion: Portion = isServedNow || manner == .copy ? .small : .large
            // One more than the workbench holds, so that no core waits for the writing.
            while reading.count <= ProcessInfo.processInfo.activeProcessorCount, !Task.isCancelled,
                let files = walk.next(count: portion.files, byteCount: portion.bytes)
            {
                reading.append(Task { await read(files, known: known) })
            }
            // What is being copied gets its rows, also when this is being stopped.
            guard !reading.isEmpty, manner == .copy || !Task.isCancelled else { break }
            let findings = await reading.removeFirst().value
            transactions += 1
            if transactions % 16 == 0 { isServedNow = isServed() }
            let began = ContinuousClock.now
            try await settle(findings, &report)
            told(&report)
            // Who serves tries now and then to write: for as long as this wrote, it may.
            if isServedNow { try? await Task.sleep(for: ContinuousClock.now - began) }
        }
        for (name, reason) in walk.unreadable { report.note(name.isEmpty ? "." : name, "\(reason).") }
        if Task.isCancelled { report.end = .stopped }
        // Where little came, what SQLite knows of its indexes is still right.
        if report.brought >= 1000 {
            try await withLibrary { () async throws(LibraryError) in try await library.analyze() }
        }
    }

    private func knownFiles(in folder: String) async throws(UpkeepError) -> LinkedFilesQuery.Files? {
        guard manner == .link else { return nil }
        return try await withLibrary { () async throws(LibraryError) in
            try await library.answer(LinkedFilesQuery(folder: folder))
        }
    }

    /// How many files there are, for the time that is left; looked for beside the import.
    private static func count(_ folder: String, omitting omitted: String) -> Int? {
        var walk = FolderWalk(folder, omitting: omitted)
        var count = 0
        while !Task.isCancelled {
            guard let files = walk.next(count: .max, byteCount: .max) else { return count }
            count += files.count
        }
        return nil
    }
}
