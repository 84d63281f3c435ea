import Phrasing

/// Wildcard text files on their way in: what they are called and what they hold.
public struct WildcardFiles: Sendable {
    /// A file that did not come, and why.
    public struct Fault: Sendable, Hashable {
        /// The file's name.
        public var name: String
        /// The sentence for a person.
        public var sentence: String
    }

    /// The most lists at once.
    public static let most = 20_000

    /// The lists by their names.
    public private(set) var lists: [(name: String, text: String)] = []
    /// What did not come.
    public private(set) var faults: [Fault] = []

    /// Nothing yet.
    public init() {}

    /// Adds a file: a text, or a zip archive of texts.
    ///
    /// - Parameter path: its name, with the folders that belong to the list's name.
    public mutating func add(path: String, bytes: [UInt8]) {
        if ZipReader.isArchive(bytes) {
            do throws(ZipReader.Fault) {
                let entries = try ZipReader(bytes).entries(where: Self.isList)
                if entries.isEmpty { faults.append(.init(name: path, sentence: "No .txt file is in the archive.")) }
                let shared = Self.sharedFolder(of: entries.map(\.name))
                for entry in entries { addText(path: String(entry.name.dropFirst(shared)), bytes: entry.bytes) }
            } catch {
                faults.append(.init(name: path, sentence: error.sentence))
            }
        } else {
            addText(path: path, bytes: bytes)
        }
    }

    /// Notes why something did not come.
    public mutating func note(_ sentence: String, of name: String) {
        faults.append(.init(name: name, sentence: sentence))
    }

    private mutating func addText(path: String, bytes: [UInt8]) {
        let name = Self.name(of: path)
        do throws(Complaint) {
            if let complaint = WordLists.complaint(about: name) { throw Complaint(sentence: complaint) }
            guard lists.count < Self.most else {
                throw Complaint(sentence: "More than \(Self.most) lists at once are not taken.")
            }
            lists.append((name, try Self.text(bytes)))
        } catch {
            faults.append(.init(name: path, sentence: error.sentence))
        }
    }

    private struct Complaint: Error { var sentence: String }

    private static func text(_ bytes: [UInt8]) throws(Complaint) -> String {
        guard bytes.count <= WordList.longest else { throw Complaint(sentence: "The file is larger than 4 MB.") }
        guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
            throw Complaint(sentence: "The file is not text in UTF-8.")
        }
        return text
    }

    /// `people/hair` of `people\hair.txt`.
    static func name(of path: String) -> String {
        var name = path.replacing("\\", with: "/")
        if name.lowercased().hasSuffix(".txt") { name.removeLast(4) }
        return name
    }

    /// A text file that is no file system's own.
    private static func isList(_ path: String) -> Bool {
        path.lowercased().hasSuffix(".txt")
            && !path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
    }

    /// The length of `wildcards/`, where all lie in that folder: it is the one that Dynamic Prompts looks in.
    private static func sharedFolder(of paths: [String]) -> Int {
        let folder = "wildcards/"
        return paths.allSatisfy { $0.lowercased().hasPrefix(folder) } ? folder.count : 0
    }
}
