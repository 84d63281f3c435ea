import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addCompare(to router: inout Router) {
        // With pictures it is the viewer, without them the room's front page.
        router.get("/compare") { request in
            request.query["ids"] == nil ? try await comparisons(request) : try await viewer(request)
        }
        router.get("/compare/new") { request in
            try await comparisonForm(try await startingForm(request.query), request: request)
        }
        router.post("/compare/new") { request in
            let sent = try request.form()
            var form = ComparisonForm(sent: sent)
            if sent["adjust"] == "forget-prompt" {
                form.source = nil
                return try await comparisonForm(form, request: request)
            }
            if let adjusted = try await adjusted(form, by: sent["adjust"], request: request) { return adjusted }
            let weighing: Weighing
            do {
                weighing = try await weigh(form, by: request.person)
                if sent["adjust"] == "weigh" {
                    return try await comparisonForm(form, weighing: weighing, request: request)
                }
                try weighing.checkMisfits()
            } catch let fault as AxisFault {
                form.fault = fault
                return try await comparisonForm(form, request: request, status: .badRequest)
            }
            // Nobody pays more than they were shown.
            guard weighing.microdollars <= sent["shown"].flatMap({ Int($0) }) ?? 0 else {
                form.isUnseen = true
                return try await comparisonForm(form, weighing: weighing, request: request)
            }
            let id = try await studio.compare(
                sourced(weighing, by: form),
                named: Self.name(of: weighing.plan),
                by: request.person,
                isFresh: form.isFresh,
                once: request.once,
                source: form.source
            )
            return .seeOther("/comparisons/\(id)")
        }
        // What the form would make, for scripts that show it while it is filled.
        router.post("/compare/weigh") { request in
            let form = ComparisonForm(sent: try request.form())
            let view: View
            do {
                view = try await self.view(of: weigh(form.weighable, by: request.person), for: request.person)
            } catch let fault as AxisFault {
                view = ["weighingFault": fault.sentence, "faultField": fault.field]
            }
            return .html(try templates.render("compare/weighing", frame.fragment().with(view)))
                .cacheControl("no-store")
        }
    }

    /// What people call a comparison until they give it a name.
    static func name(of plan: GridPlan) -> String {
        let prompt = plan.prompt.isEmpty ? plan.axes.first { $0.subject == .prompt }?.values.first ?? "" : plan.prompt
        return Words.excerpt(prompt, 80)
    }

    /// A name that somebody chose, on one line; `nil` for blanks.
    static func name(given text: String) -> String? {
        let name = Words.excerpt(text.trimmingCharacters(in: .whitespacesAndNewlines), 200)
        return name.isEmpty ? nil : name
    }

    func weigh(_ form: ComparisonForm, by person: String?) async throws -> Weighing {
        var plan = try form.plan(studio.catalog, drawSeed: studio.drawSeed)
        let saved = form.words.styles.isEmpty ? [] : try await studio.library.answer(StylesQuery())
        plan.words = form.words.choices(among: saved)
        return try await studio.weigh(plan, isFresh: form.isFresh, by: person)
    }

    /// The defaults, or what another comparison asked for (`from=ID`), or a picture's prompt (`image=ID`), or one of the
    /// library (`prompt=ID`, `version=N`).
    private func startingForm(_ query: Query) async throws -> ComparisonForm {
        var form = ComparisonForm(catalog: studio.catalog)
        if let id = query["from"].flatMap({ Int64($0) }) {
            let comparison = try await comparison(id)
            form = ComparisonForm(comparison.plan)
            form.source = comparison.source
            if let choices = comparison.plan.words {
                form.words = WordForm(choices, among: try await studio.library.answer(StylesQuery()))
            }
        } else if let id = query["image"].flatMap({ Int64($0) }) {
            guard let detail = try await studio.library.answer(ImageQuery(id: id)) else {
                throw Problem.notFound("There is no picture \(id) to begin with.")
            }
            form.prompt = detail.wording?.typed.prompt ?? detail.generation.prompt
            form.source = detail.generation.source
            if let choices = detail.wording?.typed.choices {
                form.words = WordForm(choices, among: try await studio.library.answer(StylesQuery()))
            }
            if let model = studio.catalog[detail.image.model],
                let parameters = try? model.parameterSet(json: detail.generation.request)
            {
                form.negativePrompt =
                    detail.wording?.typed.negativePrompt ?? model.value(.negativePrompt, in: parameters)?.text ?? ""
                form.axes = [.init(subject: .parameter(.seed), text: model.value(.seed, in: parameters)?.text ?? "")]
            }
        }
        if let version = try await namedVersion(query) {
            form.prompt = version.content.text
            form.negativePrompt = version.content.negativeText
            form.source = PromptSource(prompt: version.prompt, version: version.number)
        } else if let prompt = query["prompt"] {
            form.prompt = prompt
        }
        return form
    }

    /// - Parameter weighing: what it would make; worked out here where it is not known, as far as it can be.
    func comparisonForm(
        _ form: ComparisonForm,
        weighing: Weighing? = nil,
        request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let shelves = try await studio.library.answer(ShelfQuery(models: studio.catalog.models.map(\.slug), limit: 1))
        let weighing = if let weighing { weighing } else { try? await weigh(form.weighable, by: request.person) }
        let thumbnails = shelves.compactMapValues { $0.newest.first.map { "/thumbnails/\($0.sha256)" } }
        let words = try await words(of: form)
        var view = ComparisonFormView(form: form, catalog: studio.catalog, thumbnails: thumbnails).all()
            .with(words.all()).with(writing).with(["textNotes": noteViews(words, form)])
        view = view.with(["promptOrigin": try await originView(form.source)])
        if let weighing { view = view.with(["weighing": try await self.view(of: weighing, for: request.person)]) }
        return try await page(
            "compare/new",
            title: "New comparison",
            section: "/compare",
            request: request,
            status: status,
            view
        )
    }

    /// What a comparison would cost beside what may still be spent.
    func view(of weighing: Weighing, for person: String?) async throws -> View {
        let allowance = try await allowance(of: person)
        let spent = try await studio.library.answer(SpentQuery(service: studio.service, on: now()))
        let ceilings = studio.settings.ceilings
        let left = [
            ceilings.daily.map { $0 - spent.today }, ceilings.monthly.map { $0 - spent.thisMonth }, allowance?.left,
        ]
        .compactMap(\.self).min().map { max(0, $0) }
        return WeighingView(weighing: weighing, catalog: studio.catalog, left: left).all()
    }

    private func comparisons(_ request: Request) async throws -> Response {
        let limit = 12
        let tag = request.query["tag"].map { $0.lowercased() }
        let query = ComparisonsQuery(before: request.query["before"].flatMap { Int64($0) }, tag: tag, limit: limit)
        let entries = try await studio.library.answer(query)
        let shown = entries.prefix(limit)
        let older = entries.count > limit ? shown.last?.comparison.id : nil
        return try await page(
            "compare/index",
            title: "Comparisons",
            section: "/compare",
            request: request,
            CompareTab.comparisons.view.with([
                "tag": tag,
                "voteAddress": tag.map { "/vote?\(Query([("tag", $0)]).encoded)" },
                "rankingAddress": tag.map { "/ranking?\(Query([("tag", $0)]).encoded)" },
                "hasComparisons": !shown.isEmpty,
                "comparisons": shown.map(entry),
                "olderAddress": older.map { id in
                    "/compare?"
                        + Query(
                            [("tag", tag), ("before", String(id))].compactMap { name, value in
                                value.map { (name, $0) }
                            }
                        ).encoded
                },
            ])
        )
    }

    private func entry(_ entry: ComparisonsQuery.Entry) -> View {
        let comparison = entry.comparison
        let open = entry.total - entry.completed - entry.failed
        return [
            "comparisonID": comparison.id,
            "name": comparison.name,
            "gridText": comparison.axes.map { "\($0.values.count) \($0.subject.plural($0.values.count))" }
                .joined(separator: " × "),
            "progressText": open > 0
                ? "\(entry.completed) of \(entry.total) made" : Words.pictures(entry.completed),
            "failedText": entry.failed > 0 ? "\(entry.failed) failed" : nil,
            "isVoting": comparison.votingAt != nil,
            "person": comparison.person,
            "when": Words.ago(comparison.createdAt, now: now()),
            "exact": Words.exact(comparison.createdAt),
            "pictures": entry.pictures.map { sha256 -> View in ["source": "/thumbnails/\(sha256)"] },
            "tags": comparison.tags.map { tag -> View in
                ["tag": tag, "address": "/compare?\(Query([("tag", tag)]).encoded)"]
            },
        ]
    }
}

extension Weighing {
    /// The price in millionths of a US dollar, as forms carry it.
    var microdollars: Int { Int((price * 1e6).rounded()) }

    /// - Throws: ``AxisFault`` while it is not said what becomes of what does not fit.
    func checkMisfits() throws(AxisFault) {
        guard grid.wantsMisfitRule, let first = grid.misfits.first else { return }
        throw AxisFault(
            "misfit",
            "Not every value fits every model. \(first.model): \(first.sentence) Choose what becomes of those."
        )
    }
}
