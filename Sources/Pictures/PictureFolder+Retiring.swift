import Foundation
import Glibc

extension PictureFolder {
    /// Where the files of deleted pictures wait for a while before they are removed.
    public static let deleted = "deleted"

    /// The file of a deleted picture.
    public struct Retired: Sendable, Hashable {
        /// Where it waits, relative to the data folder.
        public var place: String
        /// Where it was, relative to the data folder.
        public var path: String
        /// The hash of its bytes.
        public var digest: SHA256Digest
        /// Since when it waits.
        public var since: Date
    }

    /// Moves a picture's file out of the way; one that is gone already is no error.
    ///
    /// - Parameter now: from when on it waits; the file's own time says so.
    /// - Throws: what the system says; the file is then where it was.
    public func retire(_ file: String, of digest: SHA256Digest, at now: Date) throws(PictureError) {
        guard let format = Self.format(of: file), Self.picture(digest, format) == file else { return }
        try DurableFile.makeFolder("\(path)/\(Self.deleted)")
        let second = timespec(tv_sec: Int(now.timeIntervalSince1970), tv_nsec: 0)
        utimensat(AT_FDCWD, "\(path)/\(file)", [second, second], 0)
        let place = "\(path)/\(Self.deleted)/\(digest).\(format.fileExtension)"
        guard rename("\(path)/\(file)", place) == 0 || errno == ENOENT else { throw .system(errno) }
    }

    /// All bytes of a picture's file.
    ///
    /// - Parameters:
    ///   - file: relative to the data folder, or absolute for one that was left in place.
    ///   - most: the longest file that is read.
    /// - Throws: `missing`, `tooManyBytes`, or what the system says.
    public func bytes(of file: String, most: Int) throws(PictureError) -> [UInt8] {
        let place = file.hasPrefix("/") ? file : "\(path)/\(file)"
        guard let length = DurableFile.length(of: place) else { throw .missing }
        guard length <= most else { throw .tooManyBytes(byteCount: length, limit: most) }
        guard let bytes = try DurableFile.read(place) else { throw .missing }
        return bytes
    }

    /// The files that wait to be removed.
    ///
    /// - Throws: what the system says.
    public func retired() throws(PictureError) -> [Retired] {
        try contents(of: Self.deleted).files.compactMap { entry in
            guard let digest = entry.digest, let format = Self.format(of: entry.path) else { return nil }
            return Retired(
                place: entry.path,
                path: Self.picture(digest, format),
                digest: digest,
                since: entry.modified
            )
        }
    }

    /// Puts a file back to where it was; the same bytes that lie there meanwhile stay.
    ///
    /// - Throws: what the system says.
    public func bringBack(_ file: Retired) throws(PictureError) {
        let target = "\(path)/\(file.path)"
        guard DurableFile.length(of: target) == nil else { return try remove(file.place) }
        try DurableFile.makeFolder(DurableFile.folder(of: target))
        guard rename("\(path)/\(file.place)", target) == 0 || errno == ENOENT else { throw .system(errno) }
    }

    private static func format(of file: String) -> PictureFormat? {
        file.split(separator: ".").last.flatMap { PictureFormat(fileExtension: String($0)) }
    }
}
