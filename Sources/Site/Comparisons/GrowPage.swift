import Catalog
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
            var wish = try GrowWish(try request.form(), comparison, in: studio)
            let growth: Growth
            do {
                growth = try await studio.weigh(
                    wish.values,
                    of: wish.subject,
                    onto: comparison,
                    misfit: wish.misfit,
                    by: request.person
                )
            } catch let fault as AxisFault {
                throw Problem.unreadable(fault.sentence)
            } catch Growth.Nothing.new {
                guard wish.isSure else { throw Problem.unreadable("The comparison has all of these already.") }
                // Pressed twice.
                return .seeOther(wish.back)
            }
            guard wish.isSure, !growth.weighing.grid.wantsMisfitRule else {
                wish.values = growth.values
                return try await page(
                    "compare/grow",
                    title: "Add to \(comparison.name)",
                    section: "/compare",
                    request: request,
                    wish.view(comparison, growth, studio.catalog).with(["weighing": try await view(of: growth.weighing)]
                    )
                )
            }
            do {
                try await studio.extend(comparison, by: growth, person: request.person)
            } catch LibraryError.taken {
                throw Problem.movedOn("Somebody has added to comparison \(id) meanwhile. Look, and add again.")
            }
            return .seeOther(wish.back)
        }
    }
}

/// What a sheet's form asks to add.
struct GrowWish {
    var subject: AxisSubject
    var values: [String]
    var misfit: Misfit?
    /// Whether the cost was seen.
    var isSure: Bool
    var back: String

    /// Reads `subject`, `values`, `misfit`, `sure` and `back`.
    ///
    /// - Throws: ``Problem``.
    init(_ form: Form, _ comparison: Comparison, in studio: Studio) throws {
        guard let subject = form["subject"].flatMap(AxisSubject.init) else {
            throw Problem.unreadable("Say what is to be added: a model, a seed, or what varies already.")
        }
        self.subject = subject
        let names = AxisGrammar.Names(models: comparison.plan.models.compactMap { studio.catalog[$0] })
        let grammar = AxisGrammar(subject, names: names, drawSeed: studio.drawSeed)
        do throws(AxisFault) { values = try grammar.further(form["values"] ?? "") } catch {
            throw Problem.unreadable(error.sentence)
        }
        misfit = form["misfit"].flatMap(Misfit.init)
        isSure = form["sure"] == "yes"
        back = OwnAddress.checked(form["back"] ?? "") ?? "/comparisons/\(comparison.id)"
    }

    /// What is asked before anything is sent.
    func view(_ comparison: Comparison, _ growth: Growth, _ catalog: Catalog) -> View {
        let added = Axis(subject, values)
        return [
            "comparisonID": comparison.id,
            "name": comparison.name,
            "subject": subject.word,
            "label": subject.label,
            "shownValues": Words.excerpt(
                values.indices.map { added.name(of: $0, catalog) }.joined(separator: ", "),
                200
            ),
            "values": ComparisonForm.text(of: added),
            "back": back,
            "hasMisfits": !growth.weighing.grid.misfits.isEmpty,
            "misfits": Misfit.allCases.map { rule -> View in
                [
                    "value": rule.rawValue, "label": ComparisonFormView.label(of: rule),
                    "isChosen": rule == (misfit ?? comparison.plan.misfit),
                ]
            },
        ]
    }
}
