import Foundation
import Synchronization
import Testing

@testable import Curation
@testable import Library

@Suite struct ExportTests {
    /// Pages as lists of names: how they look is for others to test.
    private let look = ExportLook(style: Array("p {}".utf8)) { page in
        let lines = page.pictures.map { "\($0.number) \($0.file ?? "gone") \($0.note ?? "-") \($0.tags)" }
        return Array(("\(page.number)/\(page.pages) \(page.count)\n" + lines.joined(separator: "\n")).utf8)
    }

    private func sheet(_ count: Int) async throws -> (Sheet, ImageCollection) {
        let sheet = try await Sheet(pictures: count)
        let ids = (1...Int64(count)).map { $0 }
        let action = try await sheet.curation.apply(.collect("Best"), to: .images(ids))
        await sheet.curation.wait(for: action.id)
        let detail = try #require(try await sheet.library.answer(CollectionQuery(name: "best")))
        return (sheet, detail.collection)
    }

    private func files(_ export: CollectionExport) async throws -> [(name: String, text: String)] {
        let files = Mutex<[(name: String, text: String)]>([])
        try await export.write { name, bytes, _ in
            files.withLock { $0.append((name, String(decoding: bytes, as: UTF8.self))) }
        }
        return files.withLock { $0 }
    }

    @Test("A collection goes out in its order, with notes, tags and parameters, and says which file is missing")
    func order() async throws {
        let (sheet, collection) = try await sheet(3)
        for number in [1, 3] { try sheet.write("bytes \(number)", to: Sheet.picture(number)) }
        _ = try await sheet.library.move([3], in: collection.id, to: .start, by: nil, at: sheet.curation.now())
        _ = try await sheet.library.note("mind the hands", beside: 1, instead: .none, by: nil, at: sheet.curation.now())
        _ = try await sheet.curation.apply(try Change(kind: "tag", value: "Snow, ice"), to: .images([1]))
        let export = try await sheet.curation.export(collection, context: SearchContext(), look: look)
        let files = try await files(export)
        #expect(
            files.map(\.name) == [
                "sheet.css", "pictures/00001-3-painter-7.png", "pictures/00002-1-painter-7.png", "index.html",
                "pictures.json", "collection.json",
            ]
        )
        #expect(files[1].text == "bytes 3")
        #expect(
            files[3].text == """
                1/1 3
                1 pictures/00001-3-painter-7.png - []
                2 pictures/00002-1-painter-7.png mind the hands ["Snow", "ice"]
                3 gone - []
                """
        )
        let pictures = try #require(
            try JSONSerialization.jsonObject(with: Data(files[4].text.utf8)) as? [[String: Any]]
        )
        #expect(pictures.compactMap { $0["id"] as? Int } == [3, 1, 2])
        #expect(pictures[1]["note"] as? String == "mind the hands")
        #expect((pictures[0]["parameters"] as? [String: Any])?["seed"] as? Int == 7)
        #expect((pictures[2]["remark"] as? String)?.contains("not here") == true)
        #expect(files[5].text.contains("\"count\" : 3") && files[5].text.contains("\"name\" : \"Best\""))
    }

    @Test("Many pictures are on several pages that lead to each other, and what lies in the trash stays at home")
    func pages() async throws {
        let (sheet, collection) = try await sheet(430)
        _ = try await sheet.curation.apply(.trash, to: .images(Array(1...10)))
        let export = try await sheet.curation.export(collection, context: SearchContext(), look: look)
        let names = try await files(export).map(\.name).filter { $0.hasSuffix(".html") }
        #expect(names == ["index.html", "page-2.html", "page-3.html"])
        #expect(export.count == 420)
    }

    @Test("An empty one and a smart one go out as well")
    func others() async throws {
        let (sheet, _) = try await sheet(2)
        let now = sheet.curation.now()
        let names = [("Empty", nil), ("Smart", "in:best seed:7")] as [(String, String?)]
        for (name, search) in names {
            let details = try CollectionDetails(name: name)
            _ = try await sheet.library.makeCollection(details, search: search, by: nil, at: now)
            let detail = try #require(try await sheet.library.answer(CollectionQuery(name: name)))
            let export = try await sheet.curation.export(detail.collection, context: SearchContext(), look: look)
            #expect(export.count == (search == nil ? 0 : 2))
            #expect(
                try await files(export).map(\.name).suffix(3) == ["index.html", "pictures.json", "collection.json"]
            )
        }
    }

    @Test("The same comes as a zip and as a folder")
    func zipAndFolder() async throws {
        let (sheet, collection) = try await sheet(2)
        try sheet.write("bytes", to: Sheet.picture(1))
        let export = try await sheet.curation.export(collection, context: SearchContext(), look: look)
        let bytes = Mutex<[UInt8]>([])
        try await export.writeZip { piece in bytes.withLock { $0 += piece } }
        let zip = sheet.folder.appending(path: "best.zip")
        try Data(bytes.withLock { $0 }).write(to: zip)
        let folder = sheet.folder.appending(path: "out/best")
        try await export.write(into: folder)
        let unpacked = sheet.folder.appending(path: "unpacked")
        try Python.run(["-m", "zipfile", "-e", zip.path, unpacked.path])
        func all(_ folder: URL) throws -> [String] {
            try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted()
        }
        #expect(try all(folder) == all(unpacked))
        #expect(try all(folder).contains("pictures/00001-1-painter-7.png"))
    }
}
