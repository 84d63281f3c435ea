import Foundation
import HTTPServer
import Library

extension Site {
    /// What people have said of a picture, as its page shows it and lets it be changed.
    func marksView(of image: Image, _ request: Request) async throws -> View {
        let marks = try await studio.library.answer(MarksQuery(of: image.id, for: request.person))
        return [
            "isFavourite": marks.isFavourite,
            "ratings": (0...5).map { ratingView($0, given: image.rating) },
            "tags": marks.tags.map { tag -> View in
                ["label": tag, "address": GalleryAddress(search: Search("tag:\"\(tag)\"")).address("/")]
            },
            "collections": zip(marks.collections, marks.collectionIDs).map { name, id -> View in
                ["label": name, "address": "/collections/\(id)"]
            },
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
