import ArgumentParser
import Catalog
import Curation
import Foundation
import Library
import Pictures
import Site

/// `contactsheet export collection`: pictures in their order, with what made them and a page to look at them.
struct ExportCollectionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "collection",
        abstract: "Write a collection as a folder, or as one zip, that can be browsed without a server.",
        discussion: """
            The folder holds the pictures in the collection's order, pictures.json with everything that each was made \
            with, and index.html to look at them. A name that ends with .zip makes one zip archive of it. What is there \
            already is not written over. It may run while serve runs.

            Ends with 0 when everything was written, 2 when it was not.
            """
    )

    @Argument(help: "The collection's name; upper and lower case do not count.")
    var name: String

    @Argument(help: "The folder, which is made, or a file that ends with .zip.")
    var target: String

    @Option(help: "The data folder.")
    var data = "data"

    @Option(help: "Who looks, for a smart collection that follows somebody's own favourites.")
    var person: String?

    @Option(help: "The folder that holds Templates and Public.")
    var home: String?

    func run() async throws {
        do {
            try await export()
        } catch {
            Console.complain(Complaint(error).sentence)
            throw ExitCode(2)
        }
    }

    private func export() async throws {
        let data = try DataFolder.existing(at: data)
        let url = URL(filePath: target)
        try refuseWhatIsThere(url)
        let look = try await OfflinePages.look(home: try Home.find(given: home))
        let library = try Library(folder: data)
        let names = try Catalog.standard().models.map { ($0.slug, $0.name) }
        let context = SearchContext(person: person, modelNames: Dictionary(names) { first, _ in first })
        guard let found = try await library.answer(CollectionQuery(name: name, context: context)) else {
            throw Complaint("No collection is called “\(name)”.")
        }
        let curation = Curation(library: library, pictures: PictureFolder(path: data.path))
        let export = try await curation.export(found.collection, context: context, look: look)
        if isZip { try await writeZip(export, to: url) } else { try await export.write(into: url) }
        // A serving Contactsheet may be reading the log that this would fold in; then it does so itself.
        try? library.close()
        Console.say(
            "\(export.count) \(export.count == 1 ? "picture" : "pictures") of “\(found.collection.name)” in \(target)"
        )
    }

    private var isZip: Bool { target.lowercased().hasSuffix(".zip") }

    private func refuseWhatIsThere(_ url: URL) throws {
        let files = FileManager.default
        guard files.fileExists(atPath: url.path) else { return }
        if !isZip, let inside = try? files.contentsOfDirectory(atPath: url.path), inside.isEmpty { return }
        throw Complaint("\(url.path) is there already; nothing was written.")
    }

    /// Under another name until it is whole.
    private func writeZip(_ export: CollectionExport, to url: URL) async throws {
        let part = url.deletingLastPathComponent().appending(path: url.lastPathComponent + ".part")
        try Data().write(to: part)
        let file = try FileHandle(forWritingTo: part)
        try await export.writeZip { bytes in try file.write(contentsOf: Data(bytes)) }
        try file.close()
        try FileManager.default.moveItem(at: part, to: url)
    }
}
