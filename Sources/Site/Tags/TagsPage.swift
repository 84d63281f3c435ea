import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addTags(to router: inout Router) {
        router.get("/tags") { request in
            try await tags(request)
        }
        router.post("/tags/rename") { request in
            let form = try request.form()
            let (typed, tag) = (form["to"] ?? "", form["tag"] ?? "")
            do {
                let action = try await rename(tag, to: typed, by: request.person)
                return .seeOther(Back(form["back"] ?? "/tags").address(done: action.id))
            } catch let fault as ChangeFault {
                return try await tags(request, fault: .init(tag: tag, typed: typed, sentence: fault.sentence))
            } catch LibraryError.taken {
                let sentence = "There is a tag “\(typed)” already."
                let fault = TagFault(tag: tag, typed: typed, sentence: sentence, canMerge: true)
                return try await tags(request, fault: fault)
            }
        }
        router.post("/tags/merge") { request in
            let form = try request.form()
            let action = try await merge(form.all("tags"), into: form["into"] ?? "", by: request.person)
            return .seeOther(address(after: action, back: form["back"] ?? "/tags"))
        }
        router.post("/tags/delete") { request in
            let form = try request.form()
            let action = try await deleteTags(form.all("tags"), by: request.person)
            return .seeOther(address(after: action, back: form["back"] ?? "/tags"))
        }
        addTagsAPI(to: &router)
    }

    /// - Throws: ``ChangeFault``, ``LibraryError``.
    func rename(_ tag: String, to other: String, by person: String?) async throws -> Action {
        guard let tag = try Tag(tag) else { throw ChangeFault("Which tag?") }
        guard !other.contains(","), let other = try Tag(other) else {
            throw ChangeFault("A tag's new name is one tag, without commas.")
        }
        return try await studio.library.rename(tag, to: other, by: person, at: now())
    }

    /// - Throws: ``ChangeFault``, ``LibraryError``.
    func merge(_ tags: [String], into: String, by person: String?) async throws -> Action {
        guard !into.contains(","), let into = try Tag(into) else {
            throw ChangeFault("Several tags become one: name it, without commas.")
        }
        let from = try Tag.list(tags.joined(separator: ",")).filter { $0.value != into.value }
        guard !from.isEmpty else { throw ChangeFault("Choose the tags that become “\(into.label)”.") }
        return try await curation.apply(.merge(from, into: into), to: .tagged(from), by: person)
    }

    /// - Throws: ``ChangeFault``, ``LibraryError``.
    func deleteTags(_ tags: [String], by person: String?) async throws -> Action {
        let tags = try Tag.list(tags.joined(separator: ","))
        guard !tags.isEmpty else { throw ChangeFault("Choose the tags that are to go.") }
        return try await curation.apply(.untag(tags), to: .tagged(tags), by: person)
    }

    private func tags(_ request: Request, fault: TagFault? = nil) async throws -> Response {
        let beginning = request.method == .get ? String((request.query["q"] ?? "").prefix(Tag.longest)) : ""
        let query = TagsQuery(beginning: beginning, after: request.method == .get ? request.query["after"] : nil)
        let answer = try await studio.library.answer(query)
        var rows = answer.tags.map { tag -> View in
            [
                "tag": tag.label, "countText": Words.pictures(tag.count),
                "address": GalleryAddress(search: Search("tag:\"\(tag.label)\"")).address("/"),
            ]
        }
        if let fault, let index = answer.tags.firstIndex(where: { $0.label == fault.tag }) {
            rows[index] = rows[index].with([
                "fault": fault.sentence, "typed": fault.typed, "canMerge": fault.canMerge, "isOpen": true,
            ])
        }
        let view: View = [
            "beginning": beginning,
            "isNarrowed": !beginning.isEmpty,
            "hasTags": !rows.isEmpty,
            "rows": rows,
            "firstAddress": query.after == nil ? nil : "/tags",
            "nextAddress": answer.next.map { next in
                "/tags?\(Query((beginning.isEmpty ? [] : [("q", beginning)]) + [("after", next)]).encoded)"
            },
        ]
        return try await page(
            "tags/page",
            title: "Tags",
            section: Self.activityRoom,
            request: request,
            status: fault == nil ? .ok : .badRequest,
            view
        )
    }
}

/// Why a tag has not got another name.
struct TagFault {
    var tag: String
    /// What was typed as its new name.
    var typed: String
    var sentence: String
    /// Whether the two could be made one.
    var canMerge = false
}
