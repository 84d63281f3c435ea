import Curation
import Foundation
import HTTPServer
import Library
import Studio

/// What the form of a selection, of a comparison or of the page that asks says: which pictures, and whether for sure.
struct DriftWish {
    /// Characters that a name may have at most.
    static let maximumNameLength = 80

    var images: [Image.ID]
    var comparison: Int64?
    var name: String
    var isSure: Bool
    /// Where it was asked.
    var back: String

    /// Reads `comparison`, or `ids`, or `all` with `q`; `name`, `sure` and `back`.
    ///
    /// - Throws: ``Problem``, ``LibraryError``.
    init(_ form: Form, site: Site, _ request: Request) async throws {
        comparison = form["comparison"].flatMap { Int64($0) }
        isSure = form["sure"] == "yes"
        back = OwnAddress.checked(form["back"] ?? "") ?? comparison.map { "/comparisons/\($0)" } ?? "/"
        let usual: String
        if let comparison {
            guard let answer = try await site.studio.library.answer(ComparisonPicturesQuery(id: comparison)) else {
                throw Problem.notFound("There is no comparison \(comparison).")
            }
            // Once it was asked what they cost, those that were asked about are sent, not what has come since.
            let asked = Set(form.all("ids").compactMap { Image.ID($0) })
            images = asked.isEmpty ? answer.images : answer.images.filter(asked.contains)
            usual = answer.name
        } else {
            let now = site.now()
            let selection = try SelectionForm.selection(form, context: site.searchContext(request), now: now)
            guard let few = try await site.curation.few(selection) else {
                let most = Words.count(SelectionForm.most)
                throw Problem.unreadable("At most \(most) pictures are made again together; more match.")
            }
            images = few
            usual = "\(Words.pictures(few.count)), \(Words.exact(now).prefix(10))"
        }
        let typed = Words.excerpt(form["name"] ?? "", Self.maximumNameLength)
        name = typed.contains { !$0.isWhitespace } ? typed : Words.excerpt(usual, Self.maximumNameLength)
    }
}

/// What is asked before requests are sent again.
struct DriftPlanView {
    let plan: DriftPlan
    let wish: DriftWish
    /// The lowest ceiling in US dollars.
    let ceiling: Double?

    func all() -> View {
        let requests = plan.requests.count
        let pictures = plan.images.count
        return [
            "canBegin": requests > 0,
            "sumText": requests == 1 ? "1 request" : "\(Words.count(requests)) requests",
            "pictures": pictures > requests
                ? "They brought \(Words.pictures(pictures)): those of one request are made again together." : nil,
            "costText": Words.money(plan.price),
            "timeText": "about \(Words.wait(plan.seconds))",
            "ceilingText": ceiling.flatMap { ceiling in
                plan.price > ceiling
                    ? "That is more than the ceiling of \(Words.money(ceiling)): the queue will wait when it is reached."
                    : nil
            },
            "leftOut": leftOut,
            "images": plan.images.map { Int64($0) },
            "comparison": wish.comparison,
            "name": wish.name,
            "back": wish.back,
            "maximumLength": DriftWish.maximumNameLength,
        ]
    }

    private var leftOut: [String] {
        func sentence(_ count: Int, _ one: String, _ many: String) -> String? {
            count == 0 ? nil : count == 1 ? "1 picture \(one)" : "\(Words.pictures(count)) \(many)"
        }
        return [
            sentence(
                plan.imported,
                "was imported: nobody can be asked for it again.",
                "were imported: nobody can be asked for them again."
            ),
            sentence(plan.unknown, "is of a model that left the catalogue.", "are of models that left the catalogue."),
            sentence(plan.gone, "is not there any more.", "are not there any more."),
        ].compactMap(\.self)
    }
}
