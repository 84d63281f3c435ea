import Foundation

/// A picture that was made elsewhere, with what its file tells of its making.
public struct ImportedPicture: Sendable, Hashable {
    /// Who was asked, of every imported picture's generation: nobody that can be asked again.
    public static let service = "import"
    /// The model of a picture that does not name its own.
    public static let unknownModel = "unknown"

    /// The file.
    public var file: ImageFile
    /// The model's name as it is written in the picture, or ``unknownModel``.
    public var model = unknownModel
    /// What was read, as one JSON object, with the text as it was found.
    public var request = "{}"
    /// What is in it; the number of samples does not matter.
    public var parameters = PastGeneration.Parameters()
    /// The program that wrote it.
    public var tool: String?
    /// When it was made, as far as its file tells.
    public var madeAt: Date
    /// When its file was last written.
    public var fileModifiedAt: Date

    /// Creates a picture of which nothing is known but its file.
    public init(file: ImageFile, madeAt: Date, fileModifiedAt: Date) {
        self.file = file
        self.madeAt = madeAt
        self.fileModifiedAt = fileModifiedAt
    }
}

extension Generation {
    /// Whether it stands for a picture that was made elsewhere: nobody can be asked for it again.
    public var isImported: Bool { service == ImportedPicture.service }
}

/// What became of a picture that was to be brought.
public enum Arrival: Sendable, Hashable {
    /// It is an image now.
    case brought(Image.ID)
    /// An image has the same bytes.
    case known(Image.ID)
    /// An image in the trash has the same bytes, and stays there.
    case inTrash(Image.ID)
}
