import Catalog
import HTTPServer
import Library

extension Site {
    func addModels(to router: inout Router) {
        router.get("/models") { request in
            let shelves = try await studio.library.answer(
                ShelfQuery(models: studio.catalog.models.map(\.slug), limit: 1)
            )
            let view: View = [
                "models": studio.catalog.models.map { model -> View in
                    modelView(model).with([
                        "stepsText": range(.inferenceSteps, of: model),
                        "guidanceText": range(.guidanceScale, of: model),
                        "sizeText": size(of: model),
                        "imageCount": Words.count(shelves[model.slug]?.count ?? 0),
                    ])
                },
                "hasWords": !sandboxWords.isEmpty,
                "sandboxWords": sandboxWords.map { word -> View in ["word": word.word, "effect": word.effect] },
            ]
            return try await page("models/index", title: "Models", section: "/models", request: request, view)
        }
        router.get("/models/{slug}") { (request, slug: String) in
            let model = try model(slug)
            let view = modelView(model).with([
                "modelName": model.name,
                "facts": [
                    ["label": "Family", "value": model.family],
                    ["label": "Listed price", "value": model.priceText],
                    ["label": "Usual time", "value": Words.seconds(studio.usualTimes[slug])],
                    [
                        "label": "Endpoint",
                        "value": model.isAsynchronous ? "/v2/\(slug), polled" : "/v1/\(slug), waits",
                    ],
                    ["label": "Slug", "value": slug],
                ] as [View],
                "parameters": model.parameters.map { parameter -> View in
                    [
                        "label": parameter.label, "name": parameter.name, "help": parameter.help,
                        "defaultText": parameter.defaultValue?.text ?? "–", "takes": takes(parameter),
                    ]
                },
            ])
            return try await page("models/page", title: model.name, section: "/models", request: request, view)
        }
    }

    private func range(_ role: ParameterRole, of model: Model) -> String {
        guard let parameter = model.parameter(role) else { return "–" }
        let preset = parameter.defaultValue.map { ", usually \($0.text)" } ?? ""
        return (FieldView.range(of: parameter) ?? "") + preset
    }

    private func size(of model: Model) -> String {
        guard let width = model.parameter(.width), let height = model.parameter(.height) else { return "–" }
        if let w = width.fixedValue?.text, let h = height.fixedValue?.text { return "\(w) × \(h) only" }
        return FieldView.range(of: width) ?? "free"
    }

    private func takes(_ parameter: Parameter) -> String {
        if !parameter.allowed.isEmpty { return "only " + parameter.allowed.map(\.text).joined(separator: ", ") }
        var words: [String] = []
        if !parameter.known.isEmpty {
            words.append(parameter.known.joined(separator: ", ") + (parameter.isComplete ? "" : ", and others"))
        }
        if let range = FieldView.range(of: parameter) { words.append(range) }
        if let length = parameter.maximumLength { words.append("up to \(Words.count(length)) characters") }
        if parameter.kind == .boolean { words.append("true or false") }
        if let note = parameter.note { words.append(note) }
        return words.joined(separator: ". ")
    }
}
