import Foundation
import Glibc

/// A file that a walk came to.
struct FoundFile: Sendable, Hashable {
    /// Absolute, without links in it.
    var path: String
    /// As the walk came to it, relative to the folder it began in.
    var name: String
    /// Its length in bytes.
    var byteCount: Int
    /// When it was last written.
    var modified: Date
}

/// The files in a folder and in those below it, folder by folder in the order of their names.
///
/// Links are followed, but no folder is entered twice. What is hidden is left out.
struct FolderWalk {
    /// What a folder is, whatever it is called.
    private struct Identity: Hashable {
        var device: UInt
        var inode: UInt

        init(_ status: stat) { (device, inode) = (UInt(status.st_dev), UInt(status.st_ino)) }
    }

    private struct Folder {
        var path: String
        var name: String
    }

    /// Folders that the system did not let be read, with its words.
    private(set) var unreadable: [(name: String, reason: String)] = []
    private var folders: [Folder]
    private var files: [FoundFile] = []
    private var entered: Set<Identity> = []

    /// Begins a walk.
    ///
    /// - Parameters:
    ///   - path: the folder, without links in its path.
    ///   - omitted: a folder that is not entered.
    init(_ path: String, omitting omitted: String) {
        folders = [Folder(path: path, name: "")]
        var status = stat()
        if stat(omitted, &status) == 0 { entered.insert(Identity(status)) }
    }

    /// The next files: at most so many, and no more once they have so many bytes; fewer only at the end of a folder.
    mutating func next(count: Int, byteCount: Int) -> [FoundFile]? {
        while files.isEmpty {
            guard let folder = folders.popLast() else { return nil }
            enter(folder)
        }
        var bytes = 0
        var taken: [FoundFile] = []
        while taken.count < count, bytes <= byteCount, let file = files.popLast() {
            bytes += file.byteCount
            taken.append(file)
        }
        return taken
    }

    /// Lays out what is in a folder, the last first.
    private mutating func enter(_ folder: Folder) {
        guard let stream = opendir(folder.path) else {
            return unreadable.append((folder.name, String(cString: strerror(errno))))
        }
        defer { closedir(stream) }
        var status = stat()
        guard fstat(dirfd(stream), &status) == 0, entered.insert(Identity(status)).inserted else { return }
        var below: [Folder] = []
        while let item = readdir(stream) {
            let name = withUnsafePointer(to: &item.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: Int(NAME_MAX) + 1) { String(cString: $0) }
            }
            // A link that leads nowhere, or gone meanwhile.
            guard !name.hasPrefix("."), fstatat(dirfd(stream), name, &status, 0) == 0 else { continue }
            let isLink = item.pointee.d_type == UInt8(DT_LNK) || item.pointee.d_type == UInt8(DT_UNKNOWN)
            let path = folder.path == "/" ? "/\(name)" : "\(folder.path)/\(name)"
            guard let path = isLink ? Self.resolved(path) : path else { continue }
            let relative = folder.name.isEmpty ? name : "\(folder.name)/\(name)"
            switch status.st_mode & S_IFMT {
            case S_IFDIR: below.append(Folder(path: path, name: relative))
            case S_IFREG: files.append(FoundFile(path: path, name: relative, status))
            default: break
            }
        }
        files.sort { $0.name > $1.name }
        folders += below.sorted { $0.name > $1.name }
    }

    /// A path without links in it.
    static func resolved(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(cString: real)
    }
}

extension FoundFile {
    fileprivate init(path: String, name: String, _ status: stat) {
        let seconds = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9
        self.init(
            path: path,
            name: name,
            byteCount: Int(status.st_size),
            modified: Date(timeIntervalSince1970: seconds)
        )
    }
}
