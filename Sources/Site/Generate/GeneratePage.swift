import Catalog
import HTTPServer
import HTTPTypes
import Library
import Phrasing
import Studio

extension Site {
    func addGenerate(to router: inout Router) {
        router.get("/generate") { request in
            try await generateIndex(request)
        }
        router.get("/generate/{slug}") { (request, slug: String) in
            let model = try model(slug)
            let form = try await startingForm(for: model, request.query)
            return try await generatePage(form, request: request)
        }
        router.post("/generate/{slug}") { (request, slug: String) in
            let model = try model(slug)
            let sent = try request.form()
            var form = RequestForm(model: model, sent: sent)
            if let adjustment = Adjustment(sent["adjust"]) {
                adjustment.apply(to: &form, drawSeed: studio.drawSeed)
                return try await generatePage(form, request: request)
            }
            if sent["adjust"] == "combine" { return try await combined(form, request: request) }
            do {
                let worded = try await worded(form)
                let parent = try await parent(form.parent, of: worded.parameters, for: model)
                let generation = try await studio.enqueue(
                    worded.parameters,
                    for: model,
                    by: request.person,
                    parent: parent,
                    once: sent["once"],
                    source: try await source(of: form),
                    wording: worded.wording
                )
                return .seeOther("/generations/\(generation.id)")
            } catch let faults as ParameterFaults {
                form.faults = faults
                return try await generatePage(form, request: request, status: .badRequest)
            } catch let error as LibraryError {
                form.trouble = "\(error) Nothing was sent, and everything you typed is still here."
                return try await generatePage(form, request: request, status: .serviceUnavailable)
            }
        }
    }

    /// The model of an address.
    func model(_ slug: String) throws(Problem) -> Model {
        guard let model = studio.catalog[slug] else { throw .unknownModel(slug) }
        return model
    }

    /// What a form asks for, with its words drawn.
    ///
    /// - Throws: ``ParameterFaults``, ``LibraryError``.
    /// What somebody is told whose ceiling this would pass, or who has little left.
    private func waitsText(_ price: Double?, _ allowance: Allowance?) -> String? {
        guard let allowance, let left = allowance.left else { return nil }
        guard let hold = allowance.hold(price ?? 0) else { return "\(Words.money(left)) are left to you." }
        let period = hold.period == .day ? "day" : "month"
        return """
            Your ceiling of \(Words.money(hold.ceiling)) a \(period) would be passed, of which \(Words.money(hold.spent)) \
            are spent or in flight: it will wait for the next \(period).
            """
    }

    private func worded(_ form: RequestForm) async throws -> WordedRequest {
        let saved = form.words.styles.isEmpty ? [] : try await studio.library.answer(StylesQuery())
        return try await studio.word(form.validated(), for: form.model, form.words.choices(among: saved))
    }

    /// The link to the picture that a request began with; one that is gone is no reason to refuse the request.
    private func parent(
        _ id: Image.ID?,
        of parameters: ParameterSet,
        for model: Model
    ) async throws(LibraryError) -> Generation.Parent? {
        guard let id, let detail = try await studio.library.answer(ImageQuery(id: id)) else { return nil }
        // Nothing was changed: that is the same request again, and it deserves a verdict.
        let isSame = detail.image.model == model.slug && detail.generation.request == parameters.json
        return .init(imageID: id, relation: isSame ? .regeneration : .variation)
    }

    /// The defaults, a picture's request (`from=ID`), a prompt of the library (`prompt=ID`), or the example (`example=1`).
    private func startingForm(for model: Model, _ query: Query) async throws -> RequestForm {
        if let version = try await namedVersion(query) { return form(for: model, from: version) }
        if query["example"] != nil { return RequestForm(model: model, parameters: model.example) }
        guard let from = query["from"].flatMap({ Int64($0) }) else {
            return RequestForm(model: model, parameters: model.defaults)
        }
        guard let detail = try await studio.library.answer(ImageQuery(id: from)) else {
            throw Problem.notFound("There is no picture \(from) to begin with.")
        }
        if detail.generation.isImported {
            let meanings = ImportedRequest(json: detail.generation.request).meanings
            let adaptation = model.adapt(meanings)
            var form = RequestForm(model: model, parameters: adaptation.parameters)
            form.losses = adaptation.losses
            form.parent = from
            form.source = detail.generation.source
            return form
        }
        guard let origin = studio.catalog[detail.image.model],
            var parameters = try? origin.parameterSet(json: detail.generation.request)
        else { throw Problem.notFound("The model of picture \(from) is no longer in the catalogue.") }
        let wording = query["words"] == "drawn" ? nil : detail.wording
        if let wording { parameters.take(wording.typed, for: origin) }
        let adaptation = model.adapt(parameters, from: origin)
        var form = RequestForm(model: model, parameters: adaptation.parameters)
        form.losses = adaptation.losses
        if let wording { try await form.take(wording, from: studio.library) }
        form.parent = from
        form.source = detail.generation.source
        return form
    }

    private func generateIndex(_ request: Request) async throws -> Response {
        let shelves = try await studio.library.answer(ShelfQuery(models: studio.catalog.models.map(\.slug), limit: 8))
        let models = studio.catalog.models.map { model -> View in
            let shelf = shelves[model.slug]
            return modelView(model).with([
                "countText": Words.pictures(shelf?.count ?? 0),
                "newest": (shelf?.newest ?? []).map(view(of:)),
            ])
        }
        return try await page(
            "generate/index",
            title: "Generate",
            section: "/generate",
            request: request,
            ["models": models]
        )
    }

    func generatePage(
        _ form: RequestForm,
        request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let model = form.model
        let shelves = try await studio.library.answer(ShelfQuery(models: studio.catalog.models.map(\.slug), limit: 1))
        let recent = try await studio.library.answer(GalleryQuery(.model(model.slug), limit: 12)).cards
        let samples = Int(form.text(.samples)) ?? 1
        let words = try await words(of: form)
        let fields = FieldView(form: form, notes: wordNotes(words, form)).all()
        let allowance = try await allowance(of: request.person)
        let view: View = modelView(model).with(fields).with(notices(form)).with(words.all()).with(writing).with([
            "tabs": studio.catalog.models.map { tab -> View in
                let newest = shelves[tab.slug]?.newest.first
                return [
                    "slug": tab.slug, "name": tab.name, "isCurrent": tab.slug == model.slug,
                    "thumbnail": newest.map { "/thumbnails/\($0.sha256)" },
                ]
            },
            "modelName": model.name,
            "pricePerPicture": model.listedPrice.map { Words.decimals($0, 4) },
            "sumText": model.listedPrice(samples: max(1, min(samples, 99))).map(Words.money)
                ?? "price not listed",
            "waitsText": waitsText(model.listedPrice(samples: max(1, min(samples, 99))), allowance),
            "hasRecent": !recent.isEmpty,
            "recent": recent.map(view(of:)),
            "promptOrigin": try await originView(form.source),
        ])
        return try await page(
            "generate/page",
            title: model.name,
            section: "/generate",
            request: request,
            status: status,
            view
        )
    }

    private func notices(_ form: RequestForm) -> View {
        var view: View = [
            "hasLosses": !form.losses.isEmpty,
            "losses": form.losses.map { loss -> View in ["sentence": loss.sentence] },
            "parentID": form.parent.map { Int($0) },
            "origin": form.parent.map { id -> View in
                [
                    "sentence": "Begun with", "imageID": Int(id),
                    "drawnAddress": form.isAsTyped ? "/generate/\(form.model.slug)?from=\(id)&words=drawn" : nil,
                ]
            },
        ]
        if let trouble = form.trouble { view["faultCount"] = trouble }
        if let faults = form.faults?.faults {
            view["faultCount"] =
                faults.count == 1 ? "One thing needs another look." : "\(faults.count) things need another look."
            view["faultList"] = faults.map { fault -> View in
                let parameter = form.model.parameter(named: fault.field)
                // Samples are radio buttons and hidden parameters have no field to jump to.
                let hasField = parameter.map { !$0.isHidden && $0.role != .samples && $0.fixedValue == nil } ?? false
                return ["sentence": fault.sentence, "anchor": hasField ? "field-\(fault.field)" : nil]
            }
        }
        return view
    }

    /// What pages say of a model.
    func modelView(_ model: Model) -> View {
        [
            "slug": model.slug,
            "name": model.name,
            "summary": model.summary,
            "priceText": model.priceText,
            "timeText": "about \(Words.seconds(studio.usualTimes[model.slug]))",
        ]
    }
}
