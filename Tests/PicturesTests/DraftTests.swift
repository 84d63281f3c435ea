import Foundation
import Testing

@testable import Pictures

@Suite("A file is wholly there or not at all")
struct DraftTests {
    private let folder: TemporaryFolder
    private var path: String { "\(folder.path)/kept" }

    init() throws { folder = try TemporaryFolder() }

    @Test("It has its name when it is whole, and nothing else is left")
    func publishes() throws {
        try DurableFile.write([1, 2, 3], to: path)
        #expect(try folder.files() == ["kept"])
        #expect(try folder.bytes(at: "kept") == [1, 2, 3])
    }

    @Test("It takes the place of what had its name")
    func replaces() throws {
        try DurableFile.write([1, 2, 3], to: path)
        try DurableFile.write([4], to: path)
        #expect(try folder.files() == ["kept"])
        #expect(try folder.bytes(at: "kept") == [4])
    }

    @Test("What came to nothing leaves nothing")
    func discards() throws {
        let draft = try Draft(of: path)
        try DurableFile.append([1], to: draft.descriptor)
        draft.discard()
        #expect(try folder.files() == [])
    }

    @Test("The system's word is passed on, and nothing is left")
    func fails() throws {
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        #expect(throws: PictureError.self) { try DurableFile.write([1], to: path) }
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["kept"])
        #expect(throws: PictureError.self) { try Draft(of: "\(folder.path)/nowhere/kept") }
    }
}
