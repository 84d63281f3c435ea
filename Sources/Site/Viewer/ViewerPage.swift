import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// Two to nine pictures side by side or over each other.
    ///
    /// - Throws: ``Problem`` for an address that names no such pictures, or none that are there.
    func viewer(_ request: Request) async throws -> Response {
        let asked = try ViewerAddress(request.query)
        // The form of a selection names each by itself.
        if request.query.all("ids").count > 1 { return .seeOther(asked.text) }
        let found = try await studio.library.answer(PicturesQuery(ids: asked.ids))
        let pictures = found.filter { $0.image.trashedAt == nil }
        let gone = asked.ids.filter { id in !found.contains { $0.image.id == id } }
        let trashed = found.filter { $0.image.trashedAt != nil }.map(\.image.id)
        let absences = [
            Self.absence(gone, one: "is no longer there", many: "are no longer there"),
            Self.absence(trashed, one: "lies in the trash", many: "lie in the trash"),
        ].compactMap(\.self)
        guard !pictures.isEmpty else { throw Problem.notFound(absences.joined(separator: " ")) }
        let viewer = ViewerView(site: self, pictures: pictures, address: asked.keeping(pictures.map(\.image.id)))
        let view = try await viewer.all().with([
            "absences": absences,
            "viewerStyles": ["lightbox", "viewer"].map { assets.address(of: "styles/\($0).css") },
            "viewerScript": assets.address(of: "scripts/viewer.js"),
        ])
        return try await page("viewer/page", title: viewer.title, section: "/compare", request: request, view)
    }

    private static func absence(_ ids: [Image.ID], one: String, many: String) -> String? {
        guard let last = ids.last else { return nil }
        guard ids.count > 1 else { return "Picture \(last) \(one)." }
        return "Pictures \(ids.dropLast().map(String.init).joined(separator: ", ")) and \(last) \(many)."
    }
}
