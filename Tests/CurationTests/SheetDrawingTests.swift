import Foundation
import Pictures
import Testing

@testable import Curation

@Suite struct SheetDrawingTests {
    private static let red = Pixels(width: 64, height: 64, rgb: ([200, 20, 20] as [UInt8]).repeated(64 * 64))

    /// Draws a sheet of one red picture beside what a cell says instead.
    private func draw(
        _ cell: SheetDrawing.Cell = .note("Left out"),
        size: Int = 64,
        columns: [String] = ["left", "right"]
    ) async throws -> Pixels {
        let folder = FileManager.default.temporaryDirectory.appending(path: "drawing-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(Self.red.png()).write(to: folder.appending(path: "red.png"))
        let sheet = SheetDrawing(
            title: "a <b>fox</b> & more",
            lines: ["beneath"],
            columns: columns,
            rows: ["Seed 1"],
            cells: [[.picture(path: "red.png", width: 64, height: 64), cell]]
        )
        let bytes = try await sheet.draw(size: size, as: .png, from: PictureFolder(path: folder.path))
        return try Pixels(decoding: bytes)
    }

    private func count(_ picture: Pixels, where matches: (ArraySlice<UInt8>) -> Bool) -> Int {
        stride(from: 0, to: picture.rgb.count, by: 3).count { matches(picture.rgb[$0..<($0 + 3)]) }
    }

    @Test("Every pixel of a picture is on the sheet, and headings are written in ink")
    func drawsPicturesAndHeadings() async throws {
        let sheet = try await draw()
        #expect(count(sheet) { Array($0) == [200, 20, 20] } == 64 * 64)
        #expect(count(sheet) { $0.allSatisfy { $0 < 60 } } > 50)
        let blank = try await draw(columns: ["", ""])
        #expect(blank.height < sheet.height)
    }

    @Test("A file that is missing, or is no picture, leaves a cell that says so", arguments: ["gone.png", "../etc"])
    func saysWhatIsMissing(path: String) async throws {
        let sheet = try await draw(.picture(path: path, width: 64, height: 64))
        #expect(count(sheet) { Array($0) == [200, 20, 20] } == 64 * 64)
        #expect(count(sheet) { Array($0) == [233, 233, 233] } > 3000)
    }

    @Test(
        "However large it is asked for, no side is longer than WebP takes",
        arguments: [(1000, 1), (500, 2), (300, 3), (1, 1000), (30, 30), (5, 4)]
    )
    func staysWithinBounds(columns: Int, rows: Int) {
        let line = (0..<columns).map { _ in SheetDrawing.Cell.note("Queued") }
        let sheet = SheetDrawing(
            title: "a title",
            lines: [String(repeating: "a long prompt ", count: 40)],
            columns: (0..<columns).map { "Seed \($0)" },
            rows: (0..<rows).map { "Guidance scale \($0)" },
            cells: (0..<rows).map { _ in line }
        )
        let picture = Layout(sheet, size: 2048).compose(sheet, [:])
        #expect(picture.width <= 16_383 && picture.height <= 16_383, "\(picture.width) × \(picture.height)")
        #expect(picture.width * picture.height <= 45_000_000)
    }

    @Test("However small it is asked for, what a cell says is cut off and no harm")
    func staysDrawable() async throws {
        let sheet = try await draw(.note("The service could not make this picture"), size: 1)
        #expect(sheet.width > 0)
    }

    @Test("A text is plain: markup, controls and blanks are no harm")
    func writesPlainText() {
        #expect(TextMask("<i>&</i>", width: 500, size: 20).width > TextMask("&", width: 500, size: 20).width)
        #expect(TextMask(" \n ", width: 100, size: 20).height == 0)
        #expect(TextMask("a\u{0}b", width: 100, size: 20).width > TextMask("a", width: 100, size: 20).width)
        #expect(TextMask(String(repeating: "word ", count: 900), width: 100, height: 60, size: 20).height == 60)
    }
}

extension [UInt8] {
    fileprivate func repeated(_ count: Int) -> [UInt8] { (0..<count).flatMap { _ in self } }
}
