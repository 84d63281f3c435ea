import Glibc

/// A picture's file somewhere on the disk, read once.
public enum PictureFile {
    /// So much is read without a look at the signature first.
    private static let small = 256 << 10

    /// The whole of a file, if it opens with a picture's signature; of large others only the first bytes are read.
    ///
    /// It blocks: call it on a ``Workbench``.
    /// - Throws: `unsupportedFormat`, `tooManyBytes` or `cannotRead`.
    public static func read(_ path: String, limits: PictureLimits) throws(PictureError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw cannotRead }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw cannotRead }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unsupportedFormat }
        let length = Int(status.st_size)
        if length > small {
            guard PictureFormat(signatureOf: try bytes(of: descriptor, count: 16)) != nil else {
                throw .unsupportedFormat
            }
            try limits.check(byteCount: length)
            guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw cannotRead }
        }
        return try bytes(of: descriptor, count: length)
    }

    private static func bytes(of descriptor: Int32, count: Int) throws(PictureError) -> [UInt8] {
        var hasFailed = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, done in
            while done < buffer.count {
                let read = Glibc.read(descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done)
                if read == 0 { break }
                if read > 0 {
                    done += read
                } else if errno != EINTR {
                    hasFailed = true
                    break
                }
            }
        }
        guard !hasFailed else { throw cannotRead }
        return bytes
    }

    private static var cannotRead: PictureError { .cannotRead(String(cString: strerror(errno))) }
}
