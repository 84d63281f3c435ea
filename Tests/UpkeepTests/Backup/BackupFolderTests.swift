import Foundation
import Library
import Testing

@testable import Upkeep

/// Which folders a backup goes to.
@Suite struct BackupFolderTests {
    private let root = FileManager.default.temporaryDirectory.appending(path: "folders-\(UUID())")
    private var data: URL { root.appending(path: "data") }

    init() throws {
        try FileManager.default.createDirectory(at: data, withIntermediateDirectories: true)
        try Library(folder: data).close()
    }

    private func path(_ name: String) -> String { root.appending(path: name).path }

    private func remove() { try? FileManager.default.removeItem(at: root) }

    private func refusal(_ path: String) -> String? {
        do throws(UpkeepError) {
            _ = try BackupFolder(path: path, of: data)
            return nil
        } catch {
            return error.sentence
        }
    }

    @Test(
        "The data folder, a folder in it and one around it are refused, and nothing is made",
        arguments: [
            ("data", "data folder itself"), ("data/", "data folder itself"), ("link", "data folder itself"),
            ("data/backup/deep", "lies in"), ("link/backup", "lies in"), ("../", "around"), ("", "around"),
        ]
    )
    func overlaps(name: String, words: String) throws {
        defer { remove() }
        try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: data.path)
        let before = try FileManager.default.contentsOfDirectory(atPath: data.path)
        #expect(refusal(path("") + "/" + name)?.contains(words) == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: data.path) == before)
    }

    @Test("A folder that holds a library of its own, or anything else, is refused")
    func others() throws {
        defer { remove() }
        let other = root.appending(path: "other")
        try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
        try Library(folder: other).close()
        #expect(refusal(other.path)?.contains("no backup") == true)
        try FileManager.default.createDirectory(atPath: path("home/letters"), withIntermediateDirectories: true)
        #expect(refusal(path("home"))?.contains("no backup") == true)
        try Data([1]).write(to: root.appending(path: "file"))
        #expect(refusal(path("file"))?.contains("cannot be made") == true)
    }

    @Test("An empty folder, a new one, and an empty disk are taken")
    func taken() throws {
        defer { remove() }
        try FileManager.default.createDirectory(atPath: path("disk/lost+found"), withIntermediateDirectories: true)
        try FileManager.default.createDirectory(atPath: path("empty"), withIntermediateDirectories: true)
        for name in ["disk", "empty", "new/deep"] {
            #expect(refusal(path(name)) == nil)
            #expect(FileManager.default.fileExists(atPath: path(name) + "/BACKUP"))
        }
    }

    @Test("Two backups do not write to one folder at once")
    func locked() throws {
        defer { remove() }
        let first = try BackupFolder(path: path("backup"), of: data)
        #expect(refusal(path("backup"))?.contains("Another Contactsheet") == true)
        withExtendedLifetime(first) {}
    }

    @Test("The marker says what the folder is and what it was made from")
    func marker() async throws {
        defer { remove() }
        _ = try await Backup(of: data, into: BackupFolder(path: path("backup"), of: data)).run()
        let text = try String(contentsOfFile: path("backup/BACKUP"), encoding: .utf8)
        #expect(text.contains("from: \(data.path)"))
        #expect(text.contains("images: 0"))
        #expect(text.contains("contactsheet serve"))
    }
}
