import Catalog
import Foundation
import HTTPServer
import Library
import Pictures
import Studio

extension Site {
    func addImages(to router: inout Router) {
        router.get("/images/{id}") { (request, id: Int64) in
            let view = try await imagePage(id, GalleryAddress(request.query), request)
            return try await page("image/page", title: "Picture \(id)", section: "/", request: request, view)
        }
        router.get("/images/{id}/download") { (_, id: Int64) in
            guard let detail = try await studio.library.answer(ImageQuery(id: id)),
                let format = PictureFormat(rawValue: detail.image.file.format)
            else { throw Problem.notFound("There is no picture \(id).") }
            do {
                let bytes = try await studio.download(detail)
                return .bytes(bytes, type: format.mediaType).cacheControl("no-store")
                    .download(as: DownloadName(detail, catalog: studio.catalog).text)
            } catch let error as EmbeddingError {
                throw Problem.unreadable("\(error.sentence) The file as it is can be downloaded.")
            }
        }
        router.post("/images/{id}/regenerate") { (request, id: Int64) in
            try await refuseImported(id)
            let generation = try await studio.regenerate(id, by: request.person, once: request.once)
            return .seeOther("/generations/\(generation.id)")
        }
        router.post("/images/{id}/new-seed") { (request, id: Int64) in
            try await refuseImported(id)
            do {
                let generation = try await studio.varySeed(of: id, by: request.person, once: request.once)
                return .seeOther("/generations/\(generation.id)")
            } catch let faults as ParameterFaults {
                throw Problem.movedOn(
                    "The words cannot be drawn anew as they were typed then. \(faults.faults[0].sentence) Nothing was sent."
                )
            }
        }
    }

    /// All that a picture's page shows, with its neighbours in a view of the gallery.
    func imagePage(_ id: Image.ID, _ address: GalleryAddress, _ request: Request) async throws -> View {
        let detail = try await detail(of: id)
        let (newer, older) = try await studio.library.answer(
            NeighboursQuery(of: id, address.search, context: searchContext(request), order: address.order, limit: 1)
        ).nearest
        let marks = try await marksView(of: detail.image, request)
        return ImageView(site: self, detail: detail).all().with(marks).with([
            "searchText": address.search.typed,
            "viewAddress": address.address("/images/\(id)/view"),
            "hasNeighbours": newer != nil || older != nil,
            "newerAddress": newer.map { address.address("/images/\($0)") },
            "olderAddress": older.map { address.address("/images/\($0)") },
        ])
    }

    /// What was made elsewhere cannot be asked for again as it was: the program says what can be done instead.
    func refuseImported(_ id: Image.ID) async throws {
        guard let detail = try await studio.library.answer(ImageQuery(id: id)), detail.generation.isImported else {
            return
        }
        throw Problem.imported(id)
    }
}
