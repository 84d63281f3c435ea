import HTTPServer
import Library
import Studio

extension Site {
    /// Frames on either side of the picture in the filmstrip.
    private static let stripReach = 12

    func addLightbox(to router: inout Router) {
        router.get("/images/{id}/view") { (request, id: Int64) in
            let address = LightboxAddress(request.query)
            let neighbours = try await neighbours(of: id, address.gallery, request)
            var view = lightbox(neighbours, at: address)
            if address.hasDetails {
                view = try await details(of: id, request).with(view)
            }
            return try await page("image/view", title: "Picture \(id)", section: "/", request: request, view)
        }
        // The same details that stand beside the picture on its page, for the lightbox to take in.
        router.get("/images/{id}/panel") { (request, id: Int64) in
            var address = LightboxAddress(request.query)
            address.hasDetails = true
            var view = try await details(of: id, request)
            view["here"] = address.view(of: id)
            let fragment = frame.fragment().with(PageFrame.limits(of: request))
            return .html(try templates.render("image/panel", fragment.with(view))).cacheControl("no-store")
        }
        router.get("/api/images/{id}/neighbours") { (request, id: Int64) in
            let limit = min(max(request.query["limit"].flatMap { Int($0) } ?? 24, 1), 100)
            return .encoding(try await neighbours(of: id, GalleryAddress(request.query), request, limit: limit))
        }
    }

    /// - Throws: ``Problem/notFound(_:)``.
    func detail(of id: Image.ID) async throws -> ImageQuery.Detail {
        guard let detail = try await studio.library.answer(ImageQuery(id: id)) else {
            throw Problem.notFound("There is no picture \(id).")
        }
        return detail
    }

    private func details(of id: Image.ID, _ request: Request) async throws -> View {
        let detail = try await detail(of: id)
        let marks = try await marksView(of: detail.image, request)
        return ImageView(site: self, detail: detail).all().with(marks)
    }

    private func neighbours(
        of id: Image.ID,
        _ gallery: GalleryAddress,
        _ request: Request,
        limit: Int = stripReach
    ) async throws -> APINeighbours {
        let query = NeighboursQuery(
            of: id,
            gallery.search,
            context: searchContext(request),
            order: gallery.order,
            limit: limit
        )
        return try APINeighbours(try await studio.library.answer(query), of: id, modelNames: modelNames)
    }

    private func lightbox(_ neighbours: APINeighbours, at address: LightboxAddress) -> View {
        let image = neighbours.image
        let older = neighbours.older.first.map { address.view(of: $0.id) }
        let isShow = address.slideshow != nil
        let frames =
            neighbours.newer.map { $0.view(at: address, isCurrent: false) }
            + [image.view(at: address, isCurrent: true)]
            + neighbours.older.map { $0.view(at: address, isCurrent: false) }
        return [
            "id": image.id,
            "source": image.url,
            "width": image.width,
            "height": image.height,
            "excerpt": image.prompt,
            "seed": image.seed,
            "stars": image.rating > 0 ? "Rated \(image.rating)" : nil,
            "favoured": image.isFavourite,
            "modelName": image.modelName,
            "closeAddress": address.gallery.address("/images/\(image.id)"),
            "newerFrame": neighbours.newer.last.map { address.view(of: $0.id) },
            "olderFrame": older,
            "detailsAddress": address.toggled(\.hasDetails).view(of: image.id),
            "hasDetails": address.hasDetails,
            "showAddress": address.with(slideshow: isShow ? nil : 5).view(of: image.id),
            "isShow": isShow,
            "strip": frames,
            // Without scripts the page itself turns to the next picture.
            "refreshSeconds": address.slideshow.flatMap { pace in older.map { "\(pace);url=\($0)" } },
        ]
    }
}
