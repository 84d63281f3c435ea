import Foundation

/// Where Templates/ and Public/ are.
enum Home {
    /// The given folder, or the nearest one above the program or the working folder that holds both.
    ///
    /// - Throws: ``Complaint``.
    static func find(given path: String?) throws(Complaint) -> URL {
        if let path {
            let url = URL(filePath: path, directoryHint: .isDirectory)
            guard isHome(url) else { throw Complaint("\(url.path) does not hold Templates and Public.") }
            return url
        }
        let program = URL(filePath: CommandLine.arguments.first ?? "").resolvingSymlinksInPath()
        let starts = [program.deletingLastPathComponent(), URL(filePath: FileManager.default.currentDirectoryPath)]
        for start in starts {
            var folder = start.standardizedFileURL
            while folder.path != "/" {
                if isHome(folder) { return folder }
                folder.deleteLastPathComponent()
            }
        }
        throw Complaint("Templates and Public were not found beside the program; name their folder with --home.")
    }

    private static func isHome(_ folder: URL) -> Bool {
        ["Templates", "Public"].allSatisfy {
            FileManager.default.fileExists(atPath: folder.appending(path: $0).path)
        }
    }
}
