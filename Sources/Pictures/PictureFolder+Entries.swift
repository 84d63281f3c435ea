import Foundation
import Glibc

extension PictureFolder {
    /// A file that lies in the folder.
    public struct Entry: Sendable, Hashable {
        /// Relative to the data folder.
        public var path: String
        /// Its length.
        public var byteCount: Int
        /// When it was last written.
        public var modified: Date

        /// The last part of the path.
        public var name: Substring { path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...] }

        /// Whether it is what a crash left of a file that was being written.
        public var isTemporary: Bool { name.hasPrefix(".") && name.hasSuffix(".tmp") }

        /// The hash that it is named by, whatever its ending.
        public var digest: SHA256Digest? { SHA256Digest(String(name.prefix { $0 != "." })) }
    }

    /// What lies in one folder below: its files, and the paths of its folders, in the order of their names.
    ///
    /// A folder that is not there is empty.
    /// - Throws: what the system says.
    public func contents(of folder: String) throws(PictureError) -> (files: [Entry], folders: [String]) {
        guard let stream = opendir("\(path)/\(folder)") else {
            if errno == ENOENT { return ([], []) }
            throw .system(errno)
        }
        defer { closedir(stream) }
        var files: [Entry] = []
        var folders: [String] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            if name == "." || name == ".." { continue }
            let relative = "\(folder)/\(name)"
            var status = stat()
            // Gone meanwhile: a temporary file that got its name.
            guard lstat("\(path)/\(relative)", &status) == 0 else { continue }
            if status.st_mode & S_IFMT == S_IFDIR {
                folders.append(relative)
            } else {
                let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
                files.append(
                    Entry(
                        path: relative,
                        byteCount: Int(status.st_size),
                        modified: Date(timeIntervalSince1970: seconds)
                    )
                )
            }
        }
        return (files.sorted { $0.path < $1.path }, folders.sorted())
    }
}
