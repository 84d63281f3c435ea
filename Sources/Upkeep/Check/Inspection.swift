import Foundation
import Library
import Pictures

/// A look at everything in a data folder, which names what is wrong and applies the remedies it was given.
///
/// Rows come by the page and files by the folder, so that a million pictures need no more memory than a thousand.
public struct Inspection: Sendable {
    /// How files that no image names are taken.
    public enum Strays: Sendable {
        /// As faults.
        case faults
        /// As what a backup keeps.
        case kept
    }

    /// How far a long step has come.
    public struct Progress: Sendable, Hashable {
        /// What is being looked at.
        public var what: String
        /// How many of them were.
        public var done: Int
        /// How many there are, where that is known.
        public var total: Int?

        /// Creates a mark.
        public init(what: String, done: Int, total: Int? = nil) {
            self.what = what
            self.done = done
            self.total = total
        }
    }

    let library: LibraryFile
    let folder: PictureFolder
    /// Whether the bytes of every picture are read; else only their lengths are looked at.
    public var hashes = true
    /// Whether pictures outside of the data folder, imported in place, are looked at; else they are counted only.
    public var looksOutside = true
    /// How files that no image names are taken.
    public var strays = Strays.faults
    /// What is done about what is found.
    public var remedies = Remedies.none
    /// Whether somebody may be adding pictures just now, by serving or importing: files younger than ten minutes may get their row yet.
    public var isGrowing: @Sendable () -> Bool = { false }
    /// The clock.
    public var now: @Sendable () -> Date = { Date() }
    /// Told what was put right, a sentence each, as it happens.
    public var say: @Sendable (String) -> Void = { _ in }
    /// Told how far it has come.
    public var progress: @Sendable (Progress) -> Void = { _ in }

    let workbench = Workbench(label: "contactsheet.upkeep")

    /// Creates a look at a folder and its database.
    public init(library: LibraryFile, folder: PictureFolder) {
        self.library = library
        self.folder = folder
    }

    /// Looks at everything.
    ///
    /// - Throws: ``UpkeepError`` when the database or the folder cannot be read at all.
    public func run() async throws(UpkeepError) -> Report {
        var report = Report()
        do throws(UpkeepError) {
            try await inspectSoundness(&report)
            try await inspectContents(&report)
        } catch {
            // What was found before is worth reading.
            guard case .library(.damaged(let message)) = error else { throw error }
            report.found(.database, "The check ended here: \(message).")
        }
        return report
    }

    private func inspectContents(_ report: inout Report) async throws(UpkeepError) {
        report.totals = try await ask(TotalsQuery())
        try await inspectRows(&report)
        try await inspectPictures(&report)
        try await inspectFiles(&report)
        if strays == .faults { try await inspectThumbnails(&report) }
    }

    func ask<Query: LibraryQuery>(_ query: Query) async throws(UpkeepError) -> Query.Answer {
        try await withLibrary { () async throws(LibraryError) in try await library.answer(query) }
    }

    /// Writes down what a remedy brought, and says it.
    func note(_ remedy: Remedy, for kind: Kind, in report: inout Report) {
        if case .done(let sentence) = remedy { say(sentence) }
        report.note(remedy, for: kind)
    }
}
