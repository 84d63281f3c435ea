import Glibc

/// Bytes of a file in pieces, so that none is ever whole in memory.
enum FilePieces {
    private static let size = 1 << 20

    /// Hands out the pieces in order.
    ///
    /// - Throws: what the system says of reading, or what `take` throws.
    static func read(_ descriptor: Int32, _ take: (UnsafeRawBufferPointer) throws(PictureError) -> Void)
        throws(PictureError)
    {
        let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
        defer { piece.deallocate() }
        while true {
            let count = Glibc.read(descriptor, piece.baseAddress, piece.count)
            if count == 0 { return }
            if count < 0 {
                if errno == EINTR { continue }
                throw .system(errno)
            }
            try take(UnsafeRawBufferPointer(rebasing: piece[..<count]))
        }
    }
}
