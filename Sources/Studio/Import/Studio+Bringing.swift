import Foundation
import Library
import Pictures

extension Studio {
    /// What became of a picture that somebody brought.
    public struct Brought: Sendable {
        /// The image, and whether it is new.
        public var arrival: Arrival
        /// The picture as it was read.
        public var picture: ReadPicture
        /// When it was made, as far as is known.
        public var madeAt: Date
    }

    /// Brings a picture that somebody made elsewhere: its bytes are kept, checked to the last pixel, and its
    /// parameters are read from them.
    ///
    /// - Parameters:
    ///   - name: what its file was called.
    ///   - modified: when its file was last written, where that is known.
    ///   - person: the name of who brings it.
    /// - Throws: ``PictureError`` for what is no picture or cannot be kept, ``LibraryError``.
    public func bring(
        _ bytes: [UInt8],
        named name: String,
        modified: Date?,
        by person: String?
    ) async throws -> Brought {
        let limits = pictures.limits
        let read = try await desk.run { () throws(PictureError) in try ReadPicture(bytes, limits: limits) }
        let now = surroundings.now()
        let hash = read.digest.description
        let known = try await library.answer(KnownPicturesQuery(hashes: [hash]))[hash]
        let madeAt = min(read.madeAt ?? modified ?? now, now)
        if let known, pictures.hasFile(known.path, byteCount: read.byteCount) {
            return Brought(arrival: known.arrival, picture: read, madeAt: madeAt)
        }
        let stored = try await pictures.place(bytes)
        if let known {
            try await library.relocate(hash, from: known.path, to: stored.path)
            return Brought(arrival: known.arrival, picture: read, madeAt: madeAt)
        }
        var picture = read.imported(at: stored.path, named: name, modified: modified ?? now, now: now)
        picture.file = ImageFile(stored)
        guard let arrival = try await library.bring([picture], by: person).first else { throw LibraryError.notFound }
        return Brought(arrival: arrival, picture: read, madeAt: madeAt)
    }
}
