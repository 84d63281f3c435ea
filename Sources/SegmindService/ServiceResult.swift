/// What a finished request brought.
public struct ServiceResult: Sendable {
    /// A picture of the result, as it is handed out.
    public enum Output: Sendable {
        /// By the name under which it can be fetched.
        case name(String)
        /// Inside the JSON.
        case base64(ServicePicture)
    }

    /// The pictures in the order of the samples.
    public var outputs: [Output]
    /// Seconds of compute.
    public var inferenceSeconds: Double

    /// Creates a result.
    public init(outputs: [Output], inferenceSeconds: Double) {
        self.outputs = outputs
        self.inferenceSeconds = inferenceSeconds
    }
}

/// A picture with what the wire needs to know of it.
public struct ServicePicture: Sendable {
    /// The file's bytes.
    public var bytes: [UInt8]
    /// Such as `image/jpeg`.
    public var mediaType: String
    /// Over how long its bytes are spread, for a service that plays a slow one.
    public var duration: Duration?

    /// Creates a picture.
    public init(bytes: [UInt8], mediaType: String, duration: Duration? = nil) {
        self.bytes = bytes
        self.mediaType = mediaType
        self.duration = duration
    }
}
