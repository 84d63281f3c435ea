import Catalog
import HTTPServer
import Library

/// A model's form as a person filled it: text by field name, with what is wrong and what should be known.
struct RequestForm: Sendable {
    var model: Model
    /// As typed, by the parameter's name on the wire.
    var texts: [String: String]
    var faults: ParameterFaults?
    /// Why a faultless form could not be taken.
    var trouble: String?
    /// What another model's request lost on its way here.
    var losses: [ParameterFault] = []
    /// The picture it began with.
    var parent: Int64?
    /// The prompt of the library it began with.
    var source: PromptSource?
    /// The styles ticked and the fields filled in.
    var words = WordForm()
    /// Whether it began with a picture whose words were drawn, and is filled as it was typed.
    var isAsTyped = false

    /// A form filled with a request.
    init(model: Model, parameters: ParameterSet) {
        self.model = model
        texts = Dictionary(
            parameters.entries.map { ($0.name, $0.value.text) },
            uniquingKeysWith: { first, _ in first }
        )
        if let seed = model.parameter(.seed), texts[seed.name] == seed.defaultValue?.text { texts[seed.name] = "" }
    }

    /// A form as it was sent; what the model does not know is left aside.
    init(model: Model, sent: Form) {
        self.model = model
        texts = [:]
        for parameter in model.parameters { texts[parameter.name] = sent[parameter.name] }
        parent = sent["parent"].flatMap { Int64($0) }
        source = sent["prompt_version"].flatMap(PromptSource.init(text:))
        words = WordForm(sent: sent)
    }

    func text(_ role: ParameterRole) -> String {
        model.parameter(role).flatMap { texts[$0.name] } ?? ""
    }

    mutating func set(_ role: ParameterRole, _ text: String) {
        guard let parameter = model.parameter(role) else { return }
        texts[parameter.name] = text
    }

    /// The request that the form asks for.
    func validated() throws(ParameterFaults) -> ParameterSet {
        try model.validate(texts.mapValues { .string($0) })
    }
}
