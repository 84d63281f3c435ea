import Foundation
import HTTPServer
import Library

extension Site {
    /// What people have said of a picture, as its page shows it and lets it be changed.
    func marksView(of image: Image, _ request: Request) async throws -> View {
        let marks = try await studio.library.answer(MarksQuery(of: image.id, for: request.person))
        func links(_ key: String, _ names: [String]) -> [View] {
            names.map { name in
                ["label": name, "address": GalleryAddress(search: Search("\(key):\"\(name)\"")).address("/")]
            }
        }
        return [
            "isFavourite": marks.isFavourite,
            "ratings": (0...5).map { ratingView($0, given: image.rating) },
            "tags": links("tag", marks.tags),
            "collections": links("in", marks.collections),
            "noted": noteView(try await studio.library.answer(NoteQuery(of: image.id))),
            "trashedText": image.trashedAt.map { "In the trash since \(Words.ago($0, now: now()))." },
        ]
    }

    private func ratingView(_ rating: Int, given: Int) -> View {
        [
            "stars": rating,
            "face": rating == 0 ? "–" : String(rating),
            "label": rating == 0 ? "No rating (0)" : "Rate \(rating) of 5 (\(rating))",
            "isGiven": rating > 0 && rating == given,
            "pressed": rating == given ? "true" : "false",
        ]
    }
}
