import Catalog
import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addGrowing(to router: inout Router) {
        // It costs money: what it is, is said before anything is sent.
        router.post("/comparisons/{id}/values") { (request, id: Int64) in
            let comparison = try await comparison(id)
            var wish = try GrowWish(try request.form(), comparison)
            let growth: Growth
            do {
                growth = try await studio.weigh(
                    try wish.values(for: comparison, in: studio),
                    of: wish.subject,
                    onto: comparison,
                    misfit: wish.misfit,
                    by: request.person
                )
            } catch let fault as AxisFault {
                return try await growing(wish, comparison, fault: fault.sentence, request)
            } catch Growth.Nothing.new {
                // Pressed twice.
                if wish.isSure { return .seeOther(wish.back) }
                return try await growing(wish, comparison, fault: "The comparison has all of these already.", request)
            }
            guard wish.isSure, !growth.weighing.grid.wantsMisfitRule, growth.weighing.microdollars <= wish.shown else {
                // Seeds that were drawn are those that are asked about.
                wish.text = ComparisonForm.text(of: Axis(wish.subject, growth.values))
                return try await growing(wish, comparison, growth, request)
            }
            do {
                try await studio.extend(comparison, by: growth, person: request.person)
            } catch LibraryError.taken {
                throw Problem.movedOn("Somebody has added to comparison \(id) meanwhile. Look, and add again.")
            }
            return .seeOther(wish.back)
        }
    }

    /// What is asked before anything is sent.
    private func growing(
        _ wish: GrowWish,
        _ comparison: Comparison,
        _ growth: Growth,
        _ request: Request
    ) async throws -> Response {
        let view = wish.view(comparison, growth, studio.catalog)
        return try await page(
            "compare/grow",
            title: "Add to \(comparison.name)",
            section: "/compare",
            request: request,
            view.with(["weighing": try await self.view(of: growth.weighing, for: request.person)])
        )
    }

    /// What was typed, with what is wrong with it.
    private func growing(
        _ wish: GrowWish,
        _ comparison: Comparison,
        fault: String,
        _ request: Request
    ) async throws -> Response {
        try await page(
            "compare/grow",
            title: "Add to \(comparison.name)",
            section: "/compare",
            request: request,
            status: .badRequest,
            wish.view(comparison).with([
                "faultSentence": fault, "example": ComparisonFormView.example(of: wish.subject),
            ])
        )
    }
}

/// What a sheet's form asks to add.
struct GrowWish {
    var subject: AxisSubject
    /// The values as they were typed.
    var text: String
    var misfit: Misfit?
    /// Whether the cost was seen.
    var isSure: Bool
    /// The cost that was seen, in millionths of a US dollar.
    var shown: Int
    var back: String

    /// Reads `subject`, `values`, `misfit`, `sure`, `shown` and `back`.
    ///
    /// - Throws: ``Problem``.
    init(_ form: Form, _ comparison: Comparison) throws {
        guard let subject = form["subject"].flatMap(AxisSubject.init) else {
            throw Problem.unreadable("Say what is to be added: a model, a seed, or what varies already.")
        }
        self.subject = subject
        text = (form["values"] ?? "").replacing("\r\n", with: "\n")
        misfit = form["misfit"].flatMap(Misfit.init)
        isSure = form["sure"] == "yes"
        shown = form["shown"].flatMap { Int($0) } ?? .max
        back = OwnAddress.checked(form["back"] ?? "") ?? "/comparisons/\(comparison.id)"
    }

    /// The values that are named; seeds may be drawn.
    ///
    /// - Throws: ``AxisFault``.
    func values(for comparison: Comparison, in studio: Studio) throws(AxisFault) -> [String] {
        let names = AxisGrammar.Names(models: comparison.plan.models.compactMap { studio.catalog[$0] })
        return try AxisGrammar(subject, names: names, drawSeed: studio.drawSeed).further(text)
    }

    /// The form itself.
    func view(_ comparison: Comparison) -> View {
        [
            "comparisonID": comparison.id,
            "name": comparison.name,
            "subject": subject.word,
            "label": subject.label,
            "values": text,
            "back": back,
        ]
    }

    /// The form with what it would add.
    func view(_ comparison: Comparison, _ growth: Growth, _ catalog: Catalog) -> View {
        let added = Axis(subject, growth.values)
        return view(comparison).with([
            "shownValues": Words.excerpt(
                added.values.indices.map { added.name(of: $0, catalog) }.joined(separator: ", "),
                200
            ),
            "hasMisfits": !growth.weighing.grid.misfits.isEmpty,
            "misfits": Misfit.allCases.map { rule -> View in
                [
                    "value": rule.rawValue, "label": ComparisonFormView.label(of: rule),
                    "isChosen": rule == (misfit ?? comparison.plan.misfit),
                ]
            },
        ])
    }
}
