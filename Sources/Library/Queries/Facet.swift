/// A property of an image that is searched as a word of its own in the full-text index.
enum Facet {
    case model(String)

    /// One token that no tokenizer splits: letters and digits only.
    var token: String {
        switch self {
        case .model(let slug): "model" + slug.filter { $0.isLetter || $0.isNumber }
        }
    }
}
