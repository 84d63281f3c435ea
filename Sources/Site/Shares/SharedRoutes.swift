import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Pictures

extension Site {
    /// What a link shows to whoever has it, and nothing else of the house.
    func addShared(to router: inout Router) {
        router.get("/shared/{secret}") { (request, secret: String) in
            guard let share = try await openShare(secret) else { return try nothingShared(request) }
            do {
                try await studio.library.open(share, at: now())
            } catch {
                logger.error("It was not counted that a link was opened: \(error)")
            }
            return try await shared(share, secret, request)
        }
        router.get("/shared/{secret}/files/{sha256}") { (request, secret: String, sha256: String) in
            guard let (share, digest, file) = try await sharedFile(secret, sha256) else {
                return try nothingShared(request)
            }
            let response: Response
            if share.withWords {
                guard studio.pictures.hasFile(file.path, byteCount: file.byteCount) else {
                    return try nothingShared(request)
                }
                response = .file(path: studio.pictures.file(file.path), type: "image/\(file.format)")
            } else {
                // Many programs write the prompt into the file.
                response = .bytes(try await studio.bare(file), type: "image/\(file.format)")
            }
            return response.etag(digest.description).forOutside(keptFor: 60)
        }
        router.get("/shared/{secret}/thumbnails/{sha256}") { (request, secret: String, sha256: String) in
            guard let (_, digest, file) = try await sharedFile(secret, sha256) else {
                return try nothingShared(request)
            }
            do throws(PictureError) {
                return .bytes(try await studio.thumbnail(of: file), type: "image/webp")
                    .etag(digest.description).forOutside(keptFor: 60)
            } catch {
                return Placeholder.response(to: error).forOutside(keptFor: 0)
            }
        }
    }

    /// The link behind an address; `nil` where it was taken back, has ended, or never was.
    private func openShare(_ text: String) async throws -> Share? {
        guard door.isClosed, let secret = Secret(text) else { return nil }
        return try await studio.library.answer(ShareQuery(secret.hash, at: now()))
    }

    private func sharedFile(_ secret: String, _ sha256: String) async throws -> (Share, SHA256Digest, ImageFile)? {
        guard let share = try await openShare(secret), let digest = SHA256Digest(sha256) else { return nil }
        let query = SharedFileQuery(share, sha256: digest.description, modelNames: modelNames)
        guard let file = try await studio.library.answer(query) else { return nil }
        return (share, digest, file)
    }

    private func shared(_ share: Share, _ secret: String, _ request: Request) async throws -> Response {
        let look = SharedLook(site: self, share: share, base: "/shared/\(secret)")
        switch share.subject.kind {
        case .picture:
            let found = try await studio.library.answer(PicturesQuery(ids: [share.subject.id])).first
            guard let found, found.image.trashedAt == nil else { break }
            return try outside("picture", title: "A picture", request, look.view(of: found))
        case .collection:
            let query = SharedCollectionQuery(
                share,
                start: GalleryQuery.Start(request.query),
                modelNames: modelNames
            )
            guard let page = try await studio.library.answer(query) else { break }
            let isStart = request.query["before"] == nil && request.query["after"] == nil
            return try outside("collection", title: page.collection.name, request, look.view(of: page, isStart))
        case .comparison:
            guard let sheet = try await studio.library.answer(ComparisonSheetQuery(id: share.subject.id)) else { break }
            let shown = SharedSheet(sheet: sheet, catalog: studio.catalog, look: look)
            return try outside("comparison", title: shown.title, request, shown.view())
        }
        let view: View = ["heading": "No longer here", "sentence": "What this link showed was taken away."]
        return try outside("gone", title: "No longer here", request, view, status: .gone)
    }

    /// The same for what never was, what has ended and what is not shared: nobody learns which.
    private func nothingShared(_ request: Request) throws -> Response {
        let view: View = [
            "heading": "Nothing here",
            "sentence": "This link has ended or was taken back. Ask whoever sent it to you for a new one.",
        ]
        return try outside("gone", title: "Nothing here", request, view, status: .notFound)
    }

    private func outside(
        _ template: String,
        title: String,
        _ request: Request,
        _ content: View,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let frame: View = [
            "pageTitle": title,
            "theme": Theme(request: request)?.rawValue,
            "iconAddress": assets.address(of: "icon.svg"),
            "symbols": assets.address(of: "symbols.svg"),
            "stylesheets": ["base", "ratios", "shared"].map { assets.address(of: "styles/\($0).css") },
        ]
        return .html(try templates.render("shared/\(template)", frame.with(content)), status: status)
            .forOutside(keptFor: 0)
    }
}

extension Response {
    /// With what keeps a shared thing from going further than its link: its address is handed on to nobody, and what
    /// a browser keeps it forgets soon, so that taking back works.
    ///
    /// - Parameter seconds: 0 for not at all.
    fileprivate func forOutside(keptFor seconds: Int) -> Response {
        var response = cacheControl(seconds == 0 ? "private, no-store" : "private, max-age=\(seconds)")
        for (name, value) in [("Referrer-Policy", "no-referrer"), ("X-Robots-Tag", "noindex, nofollow")] {
            if let name = HTTPField.Name(name) { response.headers[name] = value }
        }
        return response
    }
}
