import Catalog
import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Pictures

extension Site {
    func addExports(to router: inout Router) {
        // What the sheet's own page shows: turned, sorted and hidden as its address says.
        router.get("/comparisons/{id}/sheet") { (request, id: Int64) in
            let export = try await comparisonExport(id)
            let format = PictureFormat(rawValue: request.query["as"] ?? "png")
            guard let format, format != .jpeg else { throw Problem.unreadable("A sheet is drawn as png or as webp.") }
            let size = min(max(request.query["size"].flatMap { Int($0) } ?? 320, 32), 2048)
            let address = SheetAddress(request.query, axisCount: export.comparison.axes.count)
            let bytes = try await export.drawing(address).draw(size: size, as: format, from: curation.pictures)
            var response = Response.bytes(bytes, type: format == .png ? "image/png" : "image/webp")
            response.headers[.contentDisposition] =
                "attachment; filename=\"contactsheet-comparison-\(id).\(format == .png ? "png" : "webp")\""
            return response.cacheControl("no-store")
        }
        router.get("/comparisons/{id}/files") { (_, id: Int64) in
            try await archive(comparisonExport(id), isPage: false)
        }
        router.get("/comparisons/{id}/offline") { (_, id: Int64) in
            try await archive(comparisonExport(id), isPage: true)
        }
    }

    private func comparisonExport(_ id: Comparison.ID) async throws -> ComparisonExport {
        ComparisonExport(sheet: try await comparisonSheet(id), catalog: studio.catalog)
    }

    private func archive(_ export: ComparisonExport, isPage: Bool) async throws -> Response {
        let id = export.comparison.id
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let description = try encoder.encode(APIComparison(export.sheet))
        var entries = [Archive.Entry(name: "comparison.json", content: .bytes(Array(description)))]
        if isPage {
            let page = try templates.render("compare/offline", export.page())
            entries.append(.init(name: "index.html", content: .bytes(Array(page.utf8))))
            entries.append(.init(name: "sheet.css", content: .bytes(offlineStyle)))
        }
        for (cell, name) in export.files() {
            guard let path = cell.picture?.path else { continue }
            entries.append(.init(name: "pictures/\(name)", content: .picture(path)))
        }
        let archive = Archive(entries, from: curation.pictures, modified: now())
        var response = Response.stream(type: "application/zip") { body in
            try await archive.write { bytes in try await body.write(bytes) }
        }
        response.headers[.contentDisposition] = "attachment; filename=\"contactsheet-comparison-\(id).zip\""
        return response.cacheControl("no-store")
    }
}
