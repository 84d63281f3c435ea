import Catalog
import Foundation
import Library
import Pictures

/// What a picture's file says of itself, before it is anybody's.
public struct ReadPicture: Sendable {
    /// The SHA-256 of its bytes.
    public let digest: SHA256Digest
    /// The format by its signature.
    public let format: PictureFormat
    /// Pixels across, upright.
    public let width: Int
    /// Pixels down, upright.
    public let height: Int
    /// The file's length.
    public let byteCount: Int
    /// What its making was, where a tool is recognised in its texts.
    public let parameters: EmbeddedParameters?
    /// When it was made, as far as its texts tell.
    public let madeAt: Date?

    /// Reads a file's bytes; its pixels are not decoded.
    ///
    /// - Throws: `unsupportedFormat`, `tooManyBytes`, `tooManyPixels`, or `unreadable` for a file that is cut short or
    ///   whose header is damaged.
    public init(_ bytes: [UInt8], limits: PictureLimits = PictureLimits()) throws(PictureError) {
        try limits.check(byteCount: bytes.count)
        if let header = PictureHeader(bytes) {
            (format, width, height) = (header.format, header.width, header.height)
        } else {
            // What is unusual takes the long way.
            let probe = try Probe(bytes)
            guard probe.isWhole(bytes) else { throw .unreadable(detail: "the file ends early") }
            (format, width, height) = (probe.format, probe.width, probe.height)
        }
        try limits.check(width: width, height: height)
        digest = SHA256Digest(of: bytes)
        byteCount = bytes.count
        let texts = PictureTexts(of: bytes)
        parameters = EmbeddedParameters(texts)
        madeAt = parameters?.createdAt ?? texts.date()
    }
}

extension ReadPicture {
    /// The picture as the library takes it.
    ///
    /// - Parameters:
    ///   - path: where its bytes lie: relative to the data folder, or absolute.
    ///   - name: what the file was called where it came from.
    ///   - modified: when the file was last written.
    ///   - now: no picture is from the future.
    public func imported(at path: String, named name: String, modified: Date, now: Date) -> ImportedPicture {
        let file = ImageFile(
            sha256: digest.description,
            path: path,
            format: format.rawValue,
            width: width,
            height: height,
            byteCount: byteCount,
            perceptualHash: nil,
            colour: nil
        )
        var picture = ImportedPicture(file: file, madeAt: min(madeAt ?? modified, now), fileModifiedAt: modified)
        picture.request = ImportedRequest(parameters, name: name).json
        guard let parameters else { return picture }
        picture.tool = parameters.tool.rawValue
        picture.model = parameters.model ?? ImportedPicture.unknownModel
        picture.parameters.prompt = parameters.prompt
        picture.parameters.negativePrompt = parameters.negativePrompt
        picture.parameters.width = parameters.width.map(Int64.init)
        picture.parameters.height = parameters.height.map(Int64.init)
        picture.parameters.inferenceSteps = parameters.inferenceSteps.map(Int64.init)
        picture.parameters.guidanceScale = parameters.guidanceScale
        picture.parameters.scheduler = parameters.scheduler
        picture.parameters.seed = parameters.seed
        return picture
    }
}
