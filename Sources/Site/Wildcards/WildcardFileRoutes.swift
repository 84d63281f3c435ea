import Curation
import HTTPServer
import HTTPTypes
import Library

/// Lists as text files, in and out.
extension Site {
    func addWildcardFiles(to router: inout Router) {
        router.get("/wildcards/{id}/text") { (_, id: Int64) in
            let list = try await wildcard(id)
            return Response.text(list.text).cacheControl("no-store").download(as: Self.fileName(of: list.name))
        }
        router.get("/wildcards.zip") { _ in
            let lists = try await studio.library.answer(WordListsQuery(nil))
            let entries = lists.all.map { list in
                Archive.Entry(name: "\(list.name).txt", content: .bytes(Array(list.text.utf8)))
            }
            let archive = Archive(entries, from: curation.pictures, modified: now())
            return Response.stream(type: "application/zip") { body in
                try await archive.write { bytes in try await body.write(bytes) }
            }.cacheControl("no-store").download(as: "wildcards.zip")
        }
        router.post("/wildcards/import") { request in
            let form = try request.form()
            var files = WildcardFiles()
            for upload in form.files {
                // A folder that was chosen is no part of its files' names.
                let path = upload.name == "folder" ? Self.withoutFolder(upload.fileName) : upload.fileName
                files.add(path: FileName.plain(path), bytes: upload.bytes)
            }
            if form.files.isEmpty {
                files.note("Choose text files, a folder, or a zip of them.", of: "Nothing was chosen.")
            }
            let brought = try await studio.library.bringLists(
                files.lists,
                replaces: form["replace"] == "1",
                by: request.person,
                at: now()
            )
            return try await wildcards(
                request,
                BroughtView(noun: "list", brought: brought, faults: files.faults.map { ($0.name, $0.sentence) }),
                status: files.faults.isEmpty ? .ok : .badRequest
            )
        }
    }

    private static func withoutFolder(_ path: String) -> String {
        guard let slash = path.firstIndex(of: "/") else { return path }
        return String(path[path.index(after: slash)...])
    }

    private static func fileName(of list: String) -> String {
        "\(list.split(separator: "/").last.map(String.init) ?? list).txt"
    }
}
