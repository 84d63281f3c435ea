import Foundation
import Testing

@testable import Upkeep

@Suite struct FolderWalkTests {
    @Test("A walk comes to every file once, in the order of names, whatever the folders are")
    func order() throws {
        let folder = try Tree(["b/2", "b/1", "a", "c/d/e", "c/a", "z"])
        #expect(folder.walk(3) == ["a", "z", "b/1", "b/2", "c/a", "c/d/e"])
        #expect(folder.walk(1) == folder.walk(.max))
    }

    @Test("What is hidden, and a link that leads nowhere, is left out")
    func hidden() throws {
        let folder = try Tree([".a", ".b/c", "d"])
        try folder.link("nowhere", to: "nothing")
        #expect(folder.walk() == ["d"])
    }

    @Test("A loop of links ends, and a folder that is reached twice is entered once")
    func loops() throws {
        let folder = try Tree(["a/b/file", "c/file"])
        try folder.link("a/b/up", to: "a")
        try folder.link("again", to: "c")
        #expect(folder.walk() == ["a/b/file", "again/file"] || folder.walk() == ["a/b/file", "c/file"])
    }

    @Test("A link to a file is its file, under the link's name")
    func linkToFile() throws {
        let folder = try Tree(["far/file"])
        try folder.link("near", to: "far/file")
        var walk = FolderWalk(folder.path, omitting: "/nothing")
        let first = walk.next(count: 1, byteCount: .max)
        let near = try #require(first?.first)
        #expect(near.name == "near")
        #expect(near.path == folder.path + "/far/file")
    }

    @Test("No more is given at once than was asked for, but always something")
    func bounds() throws {
        let folder = try Tree(["a", "b", "c"])
        var walk = FolderWalk(folder.path, omitting: "/nothing")
        let two = walk.next(count: 2, byteCount: .max)
        #expect(two?.count == 2)
        var narrow = FolderWalk(folder.path, omitting: "/nothing")
        let one = narrow.next(count: 2, byteCount: 0)
        #expect(one?.count == 1)
    }

    @Test("The folder that is to be left out is not entered, by whatever way")
    func omitted() throws {
        let folder = try Tree(["data/images/x", "file"])
        try folder.link("way", to: "data")
        var walk = FolderWalk(folder.path, omitting: folder.path + "/data")
        let all = walk.next(count: .max, byteCount: .max)
        let rest = walk.next(count: .max, byteCount: .max)
        #expect(all?.map(\.name) == ["file"])
        #expect(rest == nil)
    }
}

/// A folder of small files, gone with the value.
private final class Tree {
    let path: String

    init(_ files: [String]) throws {
        let url = FileManager.default.temporaryDirectory.appending(path: "tree-\(UUID())")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        path = FolderWalk.resolved(url.path) ?? url.path
        for file in files {
            let place = URL(filePath: path).appending(path: file)
            try FileManager.default.createDirectory(
                at: place.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data("x".utf8).write(to: place)
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(
            atPath: path + "/" + name,
            withDestinationPath: path + "/" + target
        )
    }

    func walk(_ atOnce: Int = .max) -> [String] {
        var walk = FolderWalk(path, omitting: "/nothing")
        var names: [String] = []
        while let files = walk.next(count: atOnce, byteCount: .max) { names += files.map(\.name) }
        return names
    }
}
