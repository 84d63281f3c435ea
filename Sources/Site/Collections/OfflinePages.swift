import Curation
import Foundation
import HTTPServer
import Library

/// Pages that work from a folder, without a server.
public enum OfflinePages {
    /// How an exported collection looks.
    ///
    /// - Parameter home: the folder that holds Templates/ and Public/.
    /// - Throws: when a template or the style sheet cannot be read.
    public static func look(home: URL) async throws -> ExportLook {
        let templates = try await Templates(folder: home.appending(path: "Templates"))
        return look(templates, style: Array(try Data(contentsOf: home.appending(path: "Public/styles/offline.css"))))
    }

    static func look(_ templates: Templates, style: [UInt8]) -> ExportLook {
        ExportLook(style: style) { page in Array(try templates.render("collections/offline", view(of: page)).utf8) }
    }

    private static func view(of page: ExportPage) -> View {
        [
            "name": page.collection.name,
            "description": page.collection.description.isEmpty ? nil : page.collection.description,
            "savedSearch": page.collection.search,
            "countText": Words.pictures(page.count),
            "pageText": page.pages > 1 ? "Page \(page.number) of \(page.pages)" : nil,
            "previousAddress": page.number > 1 ? page.name(of: page.number - 1) : nil,
            "nextAddress": page.number < page.pages ? page.name(of: page.number + 1) : nil,
            "exact": Words.exact(page.madeAt),
            "pictures": page.pictures.map(view),
        ]
    }

    private static func view(of picture: ExportPage.Picture) -> View {
        [
            "number": picture.number, "file": picture.file, "width": picture.width, "height": picture.height,
            "alt": Words.excerpt(picture.prompt), "model": picture.model, "seed": picture.seed,
            "stars": picture.rating > 0 ? "Rated \(picture.rating) of 5" : nil,
            "prompt": picture.prompt,
            "negative": picture.negativePrompt.isEmpty ? nil : picture.negativePrompt,
            "parameters": picture.parameters.map { ["label": $0.name, "value": $0.value] as View },
            "note": picture.note,
            "tagText": picture.tags.isEmpty ? nil : picture.tags.joined(separator: ", "),
            "remark": picture.remark,
        ]
    }
}

extension Site {
    func addCollectionExport(to router: inout Router) {
        router.get("/collections/{id}/offline") { (request, id: Int64) in
            let context = searchContext(request)
            let collection = try await collection(id, context).collection
            let look = OfflinePages.look(templates, style: offlineStyle)
            let export = try await curation.export(collection, context: context, look: look)
            var response = Response.stream(type: "application/zip") { body in
                try await export.writeZip { bytes in try await body.write(bytes) }
            }
            response.headers[.contentDisposition] = "attachment; filename=\"contactsheet-collection-\(id).zip\""
            return response.cacheControl("no-store")
        }
    }
}
