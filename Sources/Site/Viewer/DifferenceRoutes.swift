import HTTPServer
import Library
import Pictures

/// Which difference, in an address that says all of it: what it names never changes.
struct DifferenceKey: Sendable, Hashable {
    var one: SHA256Digest
    var other: SHA256Digest
    var look: Difference.Look
    var gain: Int

    /// Reads `as` and `gain`; nil for what is none of theirs.
    init?(_ one: SHA256Digest, _ other: SHA256Digest, _ query: Query) {
        guard let look = Difference.Look(rawValue: query["as"] ?? Difference.Look.absolute.rawValue),
            let gain = Int(query["gain"] ?? "1"), Difference.gains.contains(gain)
        else { return nil }
        self.init(one: one, other: other, look: look, gain: gain)
    }

    init(one: SHA256Digest, other: SHA256Digest, look: Difference.Look, gain: Int) {
        self.one = one
        self.other = other
        self.look = look
        self.gain = gain
    }

    /// Where the picture of a difference is.
    static func address(_ one: ImageFile, _ other: ImageFile, _ look: Difference.Look, gain: Int) -> String {
        "/differences/\(one.sha256)/\(other.sha256)?as=\(look.rawValue)&gain=\(gain)"
    }
}

/// Differences that were made, ready to be sent again; 24 MiB are some fifty.
struct DifferenceCaches: Sendable {
    let pictures = ResponseCache<DifferenceKey>(maximumBytes: 24 << 20)
    let figures = BoundedCache<DifferenceKey, Difference.Figures>(capacity: 1024)
}

extension Site {
    /// How two pictures differ, painted, by the hashes of their bytes.
    func addDifferences(to router: inout Router) {
        router.get("/differences/{one}/{other}") { (request, one: SHA256Digest, other: SHA256Digest) in
            guard let key = DifferenceKey(one, other, request.query) else {
                throw Problem.notFound("A difference is “absolute” or “heat”, with a gain of 1, 4 or 16.")
            }
            // Asked each time: of a picture that was deleted nothing is shown any more.
            return try await difference(key, try await file(of: one), try await file(of: other)).picture
        }
    }

    /// The difference of two pictures of the library, as a picture and in numbers.
    ///
    /// - Throws: ``PictureError``.
    func difference(
        _ one: ImageFile,
        _ other: ImageFile,
        _ look: Difference.Look,
        gain: Int
    ) async throws -> (picture: Response, figures: Difference.Figures) {
        guard let first = SHA256Digest(one.sha256), let second = SHA256Digest(other.sha256) else {
            throw PictureError.missing
        }
        return try await difference(.init(one: first, other: second, look: look, gain: gain), one, other)
    }

    private func difference(
        _ key: DifferenceKey,
        _ one: ImageFile,
        _ other: ImageFile
    ) async throws -> (picture: Response, figures: Difference.Figures) {
        if let picture = differences.pictures[key], let figures = differences.figures[key] { return (picture, figures) }
        let made = try await studio.pictures.difference(
            of: .init(one, key.one),
            and: .init(other, key.other),
            as: key.look,
            gain: key.gain
        )
        differences.figures[key] = made.figures
        let picture = await differences.pictures.response(for: key) {
            .bytes(made.jpeg, type: PictureFormat.jpeg.mediaType).immutable()
                .etag("\(key.one)-\(key.other)-\(key.look.rawValue)-\(key.gain)")
        }
        return (picture, made.figures)
    }
}

extension PictureStore.Compared {
    fileprivate init(_ file: ImageFile, _ digest: SHA256Digest) {
        self.init(digest: digest, path: file.path, width: file.width, height: file.height)
    }
}
