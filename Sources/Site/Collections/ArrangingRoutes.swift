import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

/// The order of a collection and its cover, as forms ask for them.
extension Site {
    func addArranging(to router: inout Router) {
        router.post("/collections/{id}/move") { (request, id: Int64) in
            let form = try request.form()
            let spot = try CollectionSpot(word: form["to"] ?? "", picture: form["picture"])
            let move = try await move(try Self.named(form), in: id, to: spot, by: request.person)
            let back = Back(form["back"])
            return .seeOther(move.action.map { back.address(done: $0.id) } ?? back.address)
        }
        router.post("/collections/{id}/sort") { (request, id: Int64) in
            let form = try request.form()
            let action = try await sort(id, by: form["order"] ?? "", person: request.person)
            return .seeOther(address(after: action, back: "/collections/\(id)"))
        }
        router.post("/collections/{id}/cover") { (request, id: Int64) in
            let form = try request.form()
            if form["cover"] == "first" {
                try await studio.library.changeCollection(id, cover: nil)
            } else {
                let images = try Self.named(form)
                guard images.count == 1 else {
                    throw Problem.unreadable("One picture is the cover; \(images.count) are selected.")
                }
                try await studio.library.changeCollection(id, cover: images[0])
            }
            return .seeOther("/collections/\(id)")
        }
    }

    /// - Throws: ``Problem``, ``LibraryError``.
    func move(
        _ images: [Image.ID],
        in id: ImageCollection.ID,
        to spot: CollectionSpot,
        by person: String?
    ) async throws -> Library.Move {
        _ = try await collection(id)
        do throws(LibraryError) {
            return try await studio.library.move(images, in: id, to: spot, by: person, at: now())
        } catch .notFound {
            throw Problem.unreadable("Only pictures of this collection are moved, and beside one that is in it.")
        }
    }

    /// - Throws: ``Problem``, ``ChangeFault``, ``LibraryError``.
    func sort(_ id: ImageCollection.ID, by order: String, person: String?) async throws -> Action {
        let name = try await collection(id).collection.name
        let change = try Change(kind: "sort", value: "\(order) \(name)")
        guard case .sort(_, let order) = change else { throw ChangeFault("There is no such order.") }
        return try await curation.apply(change, to: .collected(id, order), by: person)
    }

    /// The pictures that a form names one by one.
    private static func named(_ form: Form) throws -> [Image.ID] {
        guard form["all"] != "1" else {
            throw Problem.unreadable("This is done with pictures that are selected one by one, not with all at once.")
        }
        return try SelectionForm.ids(form.all("ids").map { Int64($0) })
    }
}

extension CollectionSpot {
    /// Reads what a form says: `start`, `earlier`, `later`, `end`, or `before` and `after` with a picture's number.
    ///
    /// - Throws: ``Problem``.
    init(word: String, picture: String?) throws(Problem) {
        switch word {
        case "start": self = .start
        case "earlier": self = .earlier
        case "later": self = .later
        case "end": self = .end
        case "before", "after":
            guard let number = picture.flatMap({ Int64($0.trimmingCharacters(in: .whitespaces)) }) else {
                throw .unreadable("Beside which picture? Its number stands under it.")
            }
            self = word == "before" ? .before(number) : .after(number)
        default:
            throw .unreadable("Pictures are moved to: start, earlier, later, end, before or after another.")
        }
    }
}
