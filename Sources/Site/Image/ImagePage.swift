import Catalog
import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addImages(to router: inout Router) {
        router.get("/images/{id}") { (request, id: Int64) in
            guard let detail = try await studio.library.answer(ImageQuery(id: id)) else {
                throw Problem.notFound("There is no picture \(id).")
            }
            let filter = try GalleryFilter(request.query, catalog: studio.catalog)
            let newer = try await studio.library.answer(filter.gallery(.after(id), limit: 1)).cards.last
            let older = try await studio.library.answer(filter.gallery(.before(id), limit: 1)).cards.first
            let view = ImageView(site: self, detail: detail).all().with([
                "searchText": filter.typed,
                "searchModel": filter.model?.slug,
                "hasNeighbours": newer != nil || older != nil,
                "newerAddress": newer.map { filter.address("/images/\($0.id)") },
                "olderAddress": older.map { filter.address("/images/\($0.id)") },
            ])
            return try await page("image/page", title: "Picture \(id)", section: "/", request: request, view)
        }
        router.post("/images/{id}/regenerate") { (request, id: Int64) in
            let generation = try await studio.regenerate(id, by: request.person, once: request.once)
            return .seeOther("/generations/\(generation.id)")
        }
        router.post("/images/{id}/new-seed") { (request, id: Int64) in
            let generation = try await studio.varySeed(of: id, by: request.person, once: request.once)
            return .seeOther("/generations/\(generation.id)")
        }
    }
}
