import Foundation
import Testing

@testable import Curation

@Suite struct ZipReaderTests {
    /// An archive as Python writes it.
    private func python(_ statements: String) throws -> [UInt8] {
        let file = FileManager.default.temporaryDirectory.appending(path: "reader-\(UUID()).zip")
        defer { try? FileManager.default.removeItem(at: file) }
        try Python.run([
            "-c",
            "import sys, zipfile\nwith zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED) as zip:\n \(statements)",
            file.path,
        ])
        return Array(try Data(contentsOf: file))
    }

    @Test func readsWhatOthersWrite() throws {
        let archive = try python(
            "zip.writestr('a.txt', 'red\\n' * 500); zip.writestr('Ä/b.txt', 'x', zipfile.ZIP_STORED); "
                + "zip.writestr('c.png', 'no'); zip.mkdir('d.txt/') if hasattr(zip, 'mkdir') else None; "
                + "zip.comment = b'a comment'"
        )
        let entries = try ZipReader(archive).entries { $0.hasSuffix(".txt") }
        #expect(entries.map(\.name) == ["a.txt", "Ä/b.txt"])
        #expect(entries[0].bytes == Array(String(repeating: "red\n", count: 500).utf8))
    }

    @Test func readsWhatItWrites() throws {
        var zip = ZipWriter()
        var archive: [UInt8] = []
        for (name, text) in [("a.txt", "one"), ("Haar/rötlich.txt", ""), ("日本.txt", "x")] {
            archive += zip.header(name: name, bytes: Array(text.utf8), modified: Date()) + Array(text.utf8)
        }
        archive += zip.end()
        let entries = try ZipReader(archive).entries { _ in true }
        #expect(entries.map(\.name) == ["a.txt", "Haar/rötlich.txt", "日本.txt"])
        #expect(entries.map(\.bytes.count) == [3, 0, 1])
    }

    @Test func whatIsDamagedIsRefusedAndNeverReadPastItsEnd() throws {
        let archive = try python("zip.writestr('a.txt', 'red\\n' * 500)")
        for count in 0..<archive.count {
            _ = #expect(throws: ZipReader.Fault.self) {
                try ZipReader(Array(archive.prefix(count))).entries { _ in true }
            }
        }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<2000 {
            var bytes = archive
            for _ in 0..<3 { bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max) }
            _ = try? ZipReader(bytes).entries { _ in true }
        }
    }

    @Test func whatIsTooMuchIsRefused() throws {
        let bomb = try python("[zip.writestr(f'{n}.txt', b'0' * 10_000_000) for n in range(8)]")
        #expect(bomb.count < 1_000_000)
        let fault = #expect(throws: ZipReader.Fault.self) { try ZipReader(bomb).entries { _ in true } }
        #expect(fault?.sentence.contains("64 MB") == true)
    }
}

@Suite struct WildcardFilesTests {
    @Test func namesComeFromFilesAndTheirFolders() {
        var files = WildcardFiles()
        files.add(path: "hair.txt", bytes: Array("red".utf8))
        files.add(path: "people\\eyes.TXT", bytes: Array("\u{FEFF}blue\r\n".utf8))
        #expect(files.lists.map(\.name) == ["hair", "people/eyes"])
        #expect(files.lists[1].text == "\u{FEFF}blue\r\n")
        #expect(files.faults.isEmpty)
    }

    @Test func whatIsNoListIsNamedWithTheReason() {
        var files = WildcardFiles()
        files.add(path: "bad__name.txt", bytes: [])
        files.add(path: "latin.txt", bytes: [0x66, 0xFC, 0x72])
        files.add(path: "picture.txt", bytes: [0x00, 0x01])
        files.add(path: "broken.zip", bytes: [0x50, 0x4B, 0x03, 0x04, 1, 2, 3])
        #expect(files.lists.isEmpty)
        #expect(files.faults.map(\.name) == ["bad__name.txt", "latin.txt", "picture.txt", "broken.zip"])
    }

    @Test func aZipBringsItsTextsWithoutTheSharedFolder() {
        var zip = ZipWriter()
        var archive: [UInt8] = []
        for name in ["wildcards/hair.txt", "wildcards/people/eyes.txt", "__MACOSX/._hair.txt", "wildcards/.DS_Store"] {
            archive += zip.header(name: name, bytes: [97], modified: Date()) + [97]
        }
        archive += zip.end()
        var files = WildcardFiles()
        files.add(path: "mine.zip", bytes: archive)
        #expect(files.lists.map(\.name) == ["hair", "people/eyes"])
        #expect(files.faults.isEmpty)
    }
}
