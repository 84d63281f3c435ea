import Catalog
import Foundation
import Library
import Pictures

extension Studio {
    /// A copy of a picture's file that carries its parameters in AUTOMATIC1111's text, for other programs to read.
    ///
    /// The file that is kept is not touched.
    /// - Throws: ``PictureError``; ``EmbeddingError`` for a file that has no room for a text.
    public func download(_ detail: ImageQuery.Detail) async throws -> [UInt8] {
        let file = detail.image.file
        guard let digest = SHA256Digest(file.sha256) else { throw PictureError.missing }
        let bytes = try await pictures.read(file.path, digest)
        let text = infotext(of: detail)
        return try await desk.run { () throws(EmbeddingError) in try PictureTexts.embedding(text, into: bytes) }
    }

    /// A picture's file without what it says beside its pixels: for those who may see no more than the picture.
    ///
    /// - Throws: ``PictureError`` when the file cannot be read, ``EmbeddingError`` when it is damaged.
    public func bare(_ file: ImageFile) async throws -> [UInt8] {
        guard let digest = SHA256Digest(file.sha256) else { throw PictureError.missing }
        let bytes = try await pictures.read(file.path, digest)
        return try await desk.run { () throws(EmbeddingError) in try PictureTexts.bare(bytes) }
    }

    /// A picture's parameters in AUTOMATIC1111's text; its own, where it came with one.
    func infotext(of detail: ImageQuery.Detail) -> String {
        let imported = detail.generation.isImported ? ImportedRequest(json: detail.generation.request) : nil
        if let imported, imported.tool == .automatic1111, let text = imported.text,
            text.utf8.count < EmbeddedParameters.rawTextLimit
        {
            return text
        }
        let meanings = imported?.meanings ?? requested(by: detail.generation)
        var parameters = EmbeddedParameters(tool: .contactsheet)
        parameters.prompt = meanings[.prompt]?.text ?? ""
        parameters.negativePrompt = meanings[.negativePrompt]?.text ?? ""
        parameters.seed = meanings[.seed]?.integer
        parameters.inferenceSteps = meanings[.inferenceSteps]?.integer.map { Int($0) }
        parameters.guidanceScale = meanings[.guidanceScale]?.decimal
        parameters.scheduler = meanings[.scheduler]?.text
        parameters.model = detail.image.model == ImportedPicture.unknownModel ? nil : detail.image.model
        (parameters.width, parameters.height) = (detail.image.file.width, detail.image.file.height)
        parameters.createdAt = detail.image.createdAt
        return ParametersText(parameters).infotext
    }

    private func requested(by generation: Generation) -> [ParameterRole: ParameterValue] {
        guard let model = catalog[generation.model], let set = try? model.parameterSet(json: generation.request) else {
            return [.prompt: .string(generation.prompt)]
        }
        var meanings: [ParameterRole: ParameterValue] = [:]
        for role in ParameterRole.allCases { meanings[role] = model.value(role, in: set) }
        return meanings
    }
}

extension ParameterValue {
    /// The value where it is a whole number.
    fileprivate var integer: Int64? { if case .integer(let number) = self { number } else { nil } }

    /// The value where it is a number.
    fileprivate var decimal: Double? {
        switch self {
        case .number(let number): number
        case .integer(let number): Double(number)
        case .string, .boolean: nil
        }
    }
}
