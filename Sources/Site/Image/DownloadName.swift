import Catalog
import Library
import Pictures
import Studio

/// What a picture's file is called when somebody takes it along: model, seed and number.
struct DownloadName {
    let text: String

    init(_ detail: ImageQuery.Detail, catalog: Catalog) {
        let (image, generation) = (detail.image, detail.generation)
        let seed =
            generation.isImported
            ? ImportedRequest(json: generation.request).meanings[.seed]
            : catalog[image.model].flatMap { model in
                (try? model.parameterSet(json: generation.request)).flatMap { model.value(.seed, in: $0) }
            }
        let ending = PictureFormat(rawValue: image.file.format)?.fileExtension ?? image.file.format
        text = "\(Self.plain(image.model))-\(seed?.text ?? "\(generation.id)")-\(image.id).\(ending)"
    }

    /// Only what every system takes for a name: an imported picture's model is what somebody wrote.
    private static func plain(_ name: String) -> String {
        let allowed = name.prefix(80).map {
            $0.isASCII && ($0.isLetter || $0.isNumber || ".-_".contains($0)) ? $0 : "_"
        }
        return String(String(allowed).drop { $0 == "." })
    }
}
