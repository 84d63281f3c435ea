import Foundation
import HTTPServer
import Library

/// The filters as controls, and the search box's language explained: what is set here is written into the box.
extension Site {
    func addSearch(to router: inout Router) {
        router.get("/search") { request in
            let address = GalleryAddress(request.query)
            let choices = try await studio.library.answer(ChoicesQuery())
            let form = FilterForm(search: address.search)
            return try await page(
                "search/page",
                title: "Filters",
                section: "/",
                request: request,
                form.view(choices: choices, modelNames: modelNames).with([
                    "searchText": address.search.typed,
                    "filtersAddress": address.address("/search"),
                    "order": address.order == .newest ? nil : address.order.rawValue,
                ])
            )
        }
        // What the form says becomes one text, so that there is one language and one kind of address.
        router.get("/search/apply") { request in
            let search = FilterForm.compose(request.query)
            let order = GalleryOrder(rawValue: request.query["order"] ?? "") ?? .newest
            return .seeOther(GalleryAddress(search: search, order: order).address("/"))
        }
        router.get("/api/suggestions") { request in
            let typed = request.query["q"] ?? ""
            let found = try await studio.library.answer(SuggestionsQuery(typed, context: searchContext(request)))
            return .encoding(found.map(APISuggestion.init)).cacheControl("no-store")
        }
    }
}

/// A way to go on in the search box, for scripts.
struct APISuggestion: Encodable {
    var text: String
    var note: String?

    init(_ suggestion: SuggestionsQuery.Suggestion) {
        text = suggestion.text
        note = suggestion.count.map { Words.count($0) } ?? suggestion.hint
    }
}
