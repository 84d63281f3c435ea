import HTTPServer
import Library

/// A collection's name, description and, if it is a smart one, search, as somebody typed them.
struct CollectionForm {
    private(set) var name = ""
    private(set) var description = ""
    /// What it looks for; empty for one that is put together by hand.
    private(set) var search = ""
    /// What is wrong, by the field's name.
    private(set) var faults: [String: String] = [:]
    /// What may be kept; `nil` while something is wrong.
    var details: CollectionDetails? { isFaulty ? nil : read }
    private var read: CollectionDetails?

    var isFaulty: Bool { !faults.isEmpty }

    /// A form that nobody has filled in but for its search.
    init(search: String) { self.search = search }

    /// A form that shows a collection.
    init(_ collection: ImageCollection) {
        name = collection.name
        description = collection.description
        search = collection.search ?? ""
    }

    /// A form that was sent.
    init(_ form: Form) {
        self.init(name: form["name"] ?? "", description: form["description"] ?? "", search: form["search"] ?? "")
    }

    init(name: String, description: String, search: String) {
        self.name = name
        self.description = description
        let read = Search(search)
        self.search = read.typed
        if read.asksForFailed {
            faults["search"] = "“is:failed” finds generations, not pictures: a collection cannot follow it."
        } else if let remark = read.remarks.first {
            faults["search"] = remark.sentence
        }
        do throws(ChangeFault) { _ = try Change.collectionName(name) } catch { faults["name"] = error.sentence }
        do throws(ChangeFault) { _ = try CollectionDetails.description(description) } catch {
            faults["description"] = error.sentence
        }
        self.read = try? CollectionDetails(name: name, description: description)
    }

    /// Somebody else's is called that.
    mutating func refuseName() { faults["name"] = "Another collection is called “\(name)”." }

    /// A smart one needs something to look for.
    mutating func refuseEmptySearch() { faults["search"] = "A smart collection needs a search to follow." }

    var view: View {
        [
            "typedName": name, "typedDescription": description, "typedSearch": search,
            "nameFault": faults["name"], "descriptionFault": faults["description"], "searchFault": faults["search"],
            "longestDescription": ImageCollection.longestDescription,
        ]
    }
}
