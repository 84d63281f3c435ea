import Foundation
import GRDB
import Synchronization
import Testing

@testable import Curation
@testable import Library

@Suite struct ZipTests {
    private func archive(_ sheet: Sheet, _ selection: Selection) async throws -> [UInt8] {
        let bytes = Mutex<[UInt8]>([])
        try await sheet.curation.download(selection).write { piece in bytes.withLock { $0 += piece } }
        return bytes.withLock { $0 }
    }

    /// What Python's zipfile reads of an archive, as JSON; it checks every checksum.
    private func read(_ archive: [UInt8], _ expression: String) throws -> String {
        let file = FileManager.default.temporaryDirectory.appending(path: "zip-\(UUID()).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data(archive).write(to: file)
        return try read(file, expression)
    }

    private func read(_ file: URL, _ expression: String) throws -> String {
        let said = file.appendingPathExtension("said")
        defer { try? FileManager.default.removeItem(at: said) }
        try Python.run([
            "-c",
            """
            import json, sys, zipfile
            zip = zipfile.ZipFile(sys.argv[1])
            assert zip.testzip() is None
            with open(sys.argv[2], "w", encoding="utf-8") as said: print(\(expression), file=said)
            """, file.path, said.path,
        ])
        return try String(contentsOf: said, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    @Test("A zip holds the pictures by number, model and seed, and what each was made with")
    func holdsPictures() async throws {
        let sheet = try await Sheet(pictures: 2)
        for number in 1...2 { try sheet.write("byte\(number)", to: Sheet.picture(number)) }
        let archive = try await archive(sheet, .matching(.everything, SearchContext()))
        #expect(try read(archive, "zip.namelist()") == "['2-painter-7.png', '1-painter-7.png', 'pictures.json']")
        #expect(try read(archive, "zip.read('2-painter-7.png')") == "b'byte2'")
        let described =
            "[(p['id'], p['prompt'], p['parameters']['seed']) for p in json.loads(zip.read('pictures.json'))]"
        #expect(try read(archive, described) == "[(2, 'a pear', 7), (1, 'a pear', 7)]")
        #expect(try read(archive, "zip.infolist()[0].compress_type == zipfile.ZIP_STORED") == "True")
    }

    @Test("A picture whose file is gone is told of and left out; a path of a model's name stays inside")
    func missingFile() async throws {
        let sheet = try await Sheet(pictures: 2)
        try sheet.write("bytes", to: Sheet.picture(1))
        try await sheet.set("model = ?", ["../../etc/passwd é"], of: 1)
        let archive = try await archive(sheet, .images([1, 2, 1, 77]))
        #expect(try read(archive, "zip.namelist()") == "['1-..-..-etc-passwd---7.png', 'pictures.json']")
        let remarks = "[p.get('remark') for p in json.loads(zip.read('pictures.json'))]"
        #expect(try read(archive, remarks).contains("Not in this archive."))
    }

    @Test("Nothing selected is an archive, too")
    func empty() async throws {
        let sheet = try await Sheet(pictures: 1)
        let archive = try await archive(sheet, .images([77]))
        #expect(try read(archive, "zip.namelist()") == "['pictures.json']")
    }

    @Test("More entries than zip once could count")
    func manyEntries() throws {
        var zip = ZipWriter()
        var bytes: [UInt8] = []
        for number in 0..<70_000 {
            let text = Array("\(number)".utf8)
            bytes += zip.header(name: "\(number).txt", bytes: text, modified: Date())
            bytes += text
        }
        bytes += zip.end()
        #expect(try read(bytes, "(len(zip.namelist()), zip.read('69999.txt'))") == "(70000, b'69999')")
    }

    @Test("What lies behind four gibibytes")
    func farEntries() throws {
        let far: UInt64 = 5 << 30
        var zip = ZipWriter(behind: far)
        let text = Array("far".utf8)
        let header = zip.header(name: "far.txt", bytes: text, modified: Date())
        let file = FileManager.default.temporaryDirectory.appending(path: "far-\(UUID()).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data().write(to: file)
        let handle = try FileHandle(forWritingTo: file)
        // A hole: it takes no room on the disk.
        try handle.truncate(atOffset: far)
        try handle.seek(toOffset: far)
        try handle.write(contentsOf: Data(header + text + zip.end()))
        try handle.close()
        #expect(try read(file, "(zip.infolist()[0].header_offset >> 30, zip.read('far.txt'))") == "(5, b'far')")
    }

    @Test("A client that has gone stops the reading")
    func clientGone() async throws {
        struct Gone: Error {}
        let sheet = try await Sheet(pictures: 500)
        for number in 1...500 { try sheet.write("bytes", to: Sheet.picture(number)) }
        let writes = Mutex(0)
        await #expect(throws: Gone.self) {
            try await sheet.curation.download(.matching(.everything, SearchContext())).write { _ in
                if writes.withLock({
                    $0 += 1; return $0
                }) == 5 {
                    throw Gone()
                }
            }
        }
        #expect(writes.withLock { $0 } == 5)
    }
}
