import Foundation

/// The models this house works with, as data: a new model is an entry in `models.json`, no code.
public struct Catalog: Sendable {
    /// The models in the order people see them.
    public var models: [Model]

    /// Creates a catalogue of given models.
    public init(models: [Model]) {
        self.models = models
    }

    /// Reads a catalogue from the text of a `models.json`.
    ///
    /// - Throws: `DecodingError`, or ``CatalogError`` when a model's own example does not validate.
    public init(json: Data) throws {
        models = try JSONDecoder().decode(CatalogFile.self, from: json).joined()
        for (index, model) in models.enumerated() where models[..<index].contains(where: { $0.slug == model.slug }) {
            throw CatalogError.twice(model: model.slug)
        }
    }

    /// The catalogue that comes with the program.
    ///
    /// - Throws: as ``init(json:)``, or a file error when the program's resources are missing.
    public static func standard() throws -> Catalog {
        guard let file = Bundle.module.url(forResource: "models", withExtension: "json") else {
            throw CatalogError.missing
        }
        return try Catalog(json: try Data(contentsOf: file))
    }

    /// The model with a slug.
    public subscript(slug: String) -> Model? {
        models.first { $0.slug == slug }
    }

    /// The model that another program means by a name, such as `SDXL1.0-Realvis` or `realvis.safetensors`: one whose
    /// slug or name is the same but for case, marks and the file's ending.
    public func model(called text: String) -> Model? {
        let wanted = Self.folded(text)
        guard !wanted.isEmpty else { return nil }
        return models.first { [Self.folded($0.slug), Self.folded($0.name)].contains(wanted) }
    }

    private static func folded(_ text: String) -> String {
        let name = text.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last ?? ""
        let endings = [".safetensors", ".ckpt", ".gguf"]
        let ending = endings.first { name.lowercased().hasSuffix($0) } ?? ""
        return name.dropLast(ending.count).lowercased().filter { $0.isLetter || $0.isNumber }
    }

    /// What a request is expected to cost, in US dollars: the listed price, or the highest listed one where the model
    /// has none. Better to expect too much than to pass a ceiling.
    public func expectedPrice(of model: Model, samples: Int) -> Double? {
        model.listedPrice(samples: samples) ?? models.compactMap { $0.listedPrice(samples: samples) }.max()
    }
}

/// Why a catalogue cannot be used.
public enum CatalogError: Error, CustomStringConvertible {
    /// The resource file is not beside the program.
    case missing
    /// Two models have the same slug.
    case twice(model: String)
    /// A model's example breaks the model's own rules.
    case exampleDoesNotFit(model: String, faults: ParameterFaults)

    /// One sentence for the person who edits the catalogue.
    public var description: String {
        switch self {
        case .missing: "models.json is not beside the program; build it again."
        case .twice(let model): "\(model) stands twice in models.json."
        case .exampleDoesNotFit(let model, let faults):
            "The example of \(model) breaks its own rules: \(faults)"
        }
    }
}
