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
        let python = Process()
        let output = Pipe()
        python.executableURL = URL(filePath: "/usr/bin/env")
        python.arguments = [
            "python3", "-c",
            """
            import json, sys, zipfile
            zip = zipfile.ZipFile(sys.argv[1])
            assert zip.testzip() is None
            print(\(expression))
            """, file.path,
        ]
        python.standardOutput = output
        try python.run()
        let read = output.fileHandleForReading.readDataToEndOfFile()
        python.waitUntilExit()
        #expect(python.terminationStatus == 0)
        return String(decoding: read, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
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
