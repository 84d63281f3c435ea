import ArgumentParser
import Curation
import Foundation
import Library
import Phrasing

/// `contactsheet import wildcards`: a folder of text files.
struct ImportWildcardsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "wildcards",
        abstract: "Bring the wildcard text files of a folder, and of all below it, into the library.",
        discussion: """
            A file's path below the folder is the list's name: people/hair.txt is __people/hair__. What is hidden is left \
            out. A list of the same name and another text stays as it is and is named, or with --replace gives way; the \
            page Lists can bring it back. It may run while serve runs. Exit status 0: every list is there; 1: one stayed \
            out or could not be read; 2: it did not begin.
            """
    )

    @Argument(help: "The folder, or a zip of text files.")
    var folder: String

    @Flag(help: "Replace lists of the same name.")
    var replace = false

    @Option(help: "The data folder.")
    var data = "data"

    func run() async throws {
        var files = WildcardFiles()
        let brought: BroughtWords
        do {
            let library = try Library(folder: try DataFolder.existing(at: data))
            try read(into: &files)
            brought = try await library.bringLists(files.lists, replaces: replace, at: Date())
            try? library.close()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
        for line in brought.lines("list") { Console.say(line) }
        for fault in files.faults { Console.complain("\(fault.name): \(fault.sentence)") }
        if !brought.kept.isEmpty || !files.faults.isEmpty { throw ExitCode.failure }
    }

    private func read(into files: inout WildcardFiles) throws {
        let url = URL(filePath: folder)
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Complaint("There is no folder \(url.path).")
        }
        guard isFolder.boolValue else {
            files.add(path: url.lastPathComponent, bytes: try WordFiles.read(url, most: ZipReader.mostBytes))
            return
        }
        let walk = FileManager.default.enumerator(atPath: url.path)
        let paths = (walk?.compactMap { $0 as? String } ?? []).filter { path in
            path.lowercased().hasSuffix(".txt") && !path.split(separator: "/").contains { $0.hasPrefix(".") }
        }
        for path in paths.sorted() {
            do throws(Complaint) {
                files.add(path: path, bytes: try WordFiles.read(url.appending(path: path), most: WordList.longest + 1))
            } catch {
                files.note("The file cannot be read.", of: path)
            }
        }
    }
}
