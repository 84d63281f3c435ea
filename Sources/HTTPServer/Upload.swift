/// One file of a multipart form, wholly in memory.
public struct Upload: Sendable, Hashable {
    /// The form field's name.
    public var name: String
    /// The file's name as the client said it: never a path to use; empty when no file was chosen.
    public var fileName: String
    /// The type as the client said it: to be checked by the bytes.
    public var contentType: String
    /// What was sent.
    public var bytes: [UInt8]

    /// Creates an upload.
    public init(name: String, fileName: String, contentType: String, bytes: [UInt8]) {
        self.name = name
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}
