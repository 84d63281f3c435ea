import HTTPServer
import Library
import Phrasing

/// The styles ticked on a form and the fields filled in on it, with what is shown of its words.
struct WordForm: Sendable {
    /// So many fields are read from one form.
    private static let most = 200
    private static let prefix = "field:"

    /// The numbers of the styles.
    var styles: Set<SavedStyle.ID> = []
    var fields: [String: String] = [:]
    /// The seed from which samples are shown; `nil` while none are.
    var sampleSeed: Int64?

    /// Nothing ticked and nothing filled in.
    init() {}

    /// As it was sent.
    init(sent: Form) {
        styles = Set(sent.all("style").prefix(StylesFile.most).compactMap { Int64($0) })
        for name in sent.names.lazy.filter({ $0.hasPrefix(Self.prefix) }).prefix(Self.most) {
            let value = (sent[name] ?? "").unicodeScalars.prefix(WordChoices.longestField)
            fields[String(name.dropFirst(Self.prefix.count))] = String(String.UnicodeScalarView(value))
        }
        sampleSeed = sent["samples_from"].flatMap { Int64($0) }
    }

    /// What somebody chose before; styles are known by their names.
    init(_ choices: WordChoices, among saved: [SavedStyle]) {
        let names = Set(choices.styles.map(\.name))
        styles = Set(saved.filter { names.contains($0.style.name) }.map(\.id))
        fields = choices.fields
    }

    /// What is chosen, the styles in the library's order.
    func choices(among saved: [SavedStyle]) -> WordChoices {
        WordChoices(styles: saved.filter { styles.contains($0.id) }.map(\.style), fields: fields)
    }

    /// The name of a field's input.
    static func inputName(of field: String) -> String { prefix + field }
}
