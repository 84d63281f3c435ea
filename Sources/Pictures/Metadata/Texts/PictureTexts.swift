/// The texts that a picture's file carries beside its pixels, as they were found.
///
/// PNG: `tEXt`, `zTXt`, `iTXt`, `eXIf` and `tIME`; JPEG: EXIF, XMP and comments; WebP: EXIF and XMP. Nothing of the
/// pixels is decoded, and the work is bounded whatever the bytes say: see ``Allowance``.
public struct PictureTexts: Sendable, Hashable {
    /// Where in the file a text stood.
    public enum Place: Sendable, Hashable {
        /// A text chunk of a PNG, by its keyword.
        case keyword(String)
        /// A field of an EXIF block.
        case exif(EXIFText)
        /// A property of an XMP packet, such as `dc:description`.
        case xmp(String)
        /// A JPEG's comment.
        case comment
        /// A PNG's own note of its last change, as `YYYY-MM-DDThh:mm:ssZ`.
        case lastChange
    }

    /// One text and its place.
    public struct Entry: Sendable, Hashable {
        /// Where it stood.
        public let place: Place
        /// What it says, decoded but otherwise as it was.
        public let text: String

        /// Takes both.
        public init(place: Place, text: String) {
            self.place = place
            self.text = text
        }
    }

    /// The texts in the order of the file.
    public let entries: [Entry]

    /// Takes texts that were found elsewhere.
    public init(_ entries: [Entry]) {
        self.entries = entries
    }

    /// Gathers the texts of a file; of one that is damaged or no picture, what can be read of it.
    public init(of bytes: [UInt8]) {
        var gathering = Gathering()
        switch PictureFormat(signatureOf: bytes) {
        case .png: gathering.readPNG(bytes)
        case .jpeg: gathering.readJPEG(bytes)
        case .webp: gathering.readWebP(bytes)
        case nil: break
        }
        entries = gathering.entries
    }

    /// The last text at a place: a tool that writes a second one means it to count.
    public subscript(place: Place) -> String? {
        entries.last { $0.place == place }?.text
    }

    /// The text under a PNG's keyword; in other formats one in EXIF that opens with `keyword:`, as ComfyUI writes it.
    subscript(keyword keyword: String) -> String? {
        if let text = self[.keyword(keyword)] { return text }
        let opening = keyword + ":"
        for entry in entries {
            guard case .exif = entry.place, entry.text.prefix(opening.count).lowercased() == opening else { continue }
            return String(entry.text.dropFirst(opening.count))
        }
        return nil
    }
}
