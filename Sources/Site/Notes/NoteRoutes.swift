import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    func addNotes(to router: inout Router) {
        router.post("/images/{id}/note") { (request, id: Int64) in
            let form = try request.form()
            let typed = form["note"] ?? ""
            let text: String
            do throws(ChangeFault) { text = try Note.text(typed) } catch {
                return try await noteAgain(typed, .badRequest, error.sentence, of: id, back: form["back"], request)
            }
            switch try await studio.library.note(
                text,
                beside: id,
                instead: NoteVersion(form["version"]).known,
                by: request.person,
                at: now()
            ) {
            case .written(let action): return .seeOther(Back(form["back"]).address(done: action.id))
            case .same: return .seeOther(Back(form["back"]).address)
            case .conflict:
                let fault = "Somebody was faster. What you typed is kept below; above it stands what is there now."
                return try await noteAgain(typed, .conflict, fault, of: id, back: form["back"], request)
            }
        }
        router.get("/api/images/{id}/note") { (_, id: Int64) in
            _ = try await detail(of: id)
            return .encoding(APINote(try await studio.library.answer(NoteQuery(of: id))))
        }
        router.put("/api/images/{id}/note") { (request, id: Int64) in
            let example = #"{"text": "…", "version": "as it was read; null where there was none"}"#
            let asked = try decode(AskedNote.self, from: request, like: example)
            let noting = try await studio.library.note(
                try Note.text(asked.text),
                beside: id,
                instead: asked.known,
                by: request.person,
                at: now()
            )
            if case .conflict(let there) = noting {
                return .encoding(APINote(there, error: "Somebody was faster."), status: .conflict)
            }
            var note = APINote(try await studio.library.answer(NoteQuery(of: id)))
            if case .written(let action) = noting { note.actionID = action.id }
            return .encoding(note)
        }
    }

    /// A note as the panel beside its picture shows it.
    func noteView(_ note: Note?, typed: String? = nil, fault: String? = nil) -> View {
        var view: View = [
            "typed": typed ?? note?.text ?? "",
            "version": NoteVersion(note).text,
            "fault": fault,
            "longest": Note.longest,
            "summary": note == nil ? "Write a note" : "Edit the note",
            "isOpen": fault != nil,
        ]
        guard let note else { return view }
        let isEdited = note.editedAt != note.createdAt
        view["body"] = note.text
        view["written"] = "\(note.author ?? "Somebody"), \(Words.ago(note.createdAt, now: now()))"
        view["writtenExact"] = Words.exact(note.createdAt)
        view["edited"] =
            isEdited ? "edited by \(note.editor ?? "somebody"), \(Words.ago(note.editedAt, now: now()))" : nil
        view["editedExact"] = Words.exact(note.editedAt)
        return view
    }

    /// The picture's page once more, with what was typed.
    private func noteAgain(
        _ typed: String,
        _ status: HTTPResponse.Status,
        _ fault: String,
        of id: Image.ID,
        back: String?,
        _ request: Request
    ) async throws -> Response {
        let there = try await studio.library.answer(NoteQuery(of: id))
        let view = try await imagePage(id, GalleryAddress(Query()), request).with([
            "noted": noteView(there, typed: typed, fault: fault), "here": Back(back).address,
        ])
        return try await page(
            "image/page",
            title: "Picture \(id)",
            section: "/",
            request: request,
            status: status,
            view
        )
    }
}

/// Which version of a note somebody had before them: the moment that it was written, in milliseconds since 1970.
struct NoteVersion {
    /// As a form and JSON carry it; empty for no note.
    let text: String

    init(_ note: Note?) {
        text = note.map { String(Int64(($0.editedAt.timeIntervalSince1970 * 1000).rounded())) } ?? ""
    }

    init(_ text: String?) { self.text = text ?? "" }

    /// When it was written; `nil` for no note.
    var known: Date? { Int64(text).map { Date(timeIntervalSince1970: Double($0) / 1000) } }
}

/// The body of `PUT /api/images/{id}/note`.
struct AskedNote: Decodable {
    var text: String
    private var version: AskedCollection.Nullable<String>?

    enum CodingKeys: String, CodingKey { case text, version }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        text = try container.decode(String.self, forKey: .text)
        version =
            container.contains(.version)
            ? try container.decode(AskedCollection.Nullable<String>.self, forKey: .version) : nil
    }

    /// What the program had before it; left out, whatever is there is written over.
    var known: Date?? { version.map { NoteVersion($0.value).known } }
}

/// A note as programs see it.
struct APINote: Encodable {
    var text: String?
    var author: String?
    var createdAt: String?
    var editor: String?
    var editedAt: String?
    /// What to pass when it is written over.
    var version: String?
    /// What undoes the writing.
    var actionID: Action.ID?
    var error: String?

    enum CodingKeys: String, CodingKey {
        case text, author, editor, version, error
        case createdAt = "created_at"
        case editedAt = "edited_at"
        case actionID = "action_id"
    }

    init(_ note: Note?, error: String? = nil) {
        text = note?.text
        author = note?.author
        createdAt = note.map { Words.exact($0.createdAt) }
        editor = note?.editor
        editedAt = note.map { Words.exact($0.editedAt) }
        version = note.map { NoteVersion($0).text }
        self.error = error
    }

    /// Null, not absent, but for what belongs to a writing.
    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(text, forKey: .text)
        try container.encode(author, forKey: .author)
        try container.encode(createdAt, forKey: .createdAt)
        try container.encode(editor, forKey: .editor)
        try container.encode(editedAt, forKey: .editedAt)
        try container.encode(version, forKey: .version)
        try container.encodeIfPresent(actionID, forKey: .actionID)
        try container.encodeIfPresent(error, forKey: .error)
    }
}
