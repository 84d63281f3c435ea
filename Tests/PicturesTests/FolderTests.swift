import Foundation
import Testing

@testable import Pictures

@Suite struct FolderTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    @Test func makesAFolderThatIsDeepAndMissing() throws {
        _ = try PictureStore(folder: "\(folder.path)/a/b/c/")
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/a/b/c").sorted() == [
                "images", "thumbnails",
            ]
        )
    }

    @Test func saysThatAFileIsInTheFoldersPlace() throws {
        try Data().write(to: URL(fileURLWithPath: "\(folder.path)/images"))
        #expect(throws: PictureError.io("Not a directory")) { try folder.store() }
    }

    /// The kernel's own tree lets nobody make a folder, not even root.
    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/sys/kernel")))
    func saysThatTheFolderIsReadOnly() {
        #expect(throws: PictureError.folderReadOnly) { try PictureStore(folder: "/sys/contactsheet") }
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
    func saysThatTheDiskIsFull() throws {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        #expect(throws: PictureError.noSpace) { try DurableFile.append([1, 2, 3], to: descriptor) }
    }

    @Test(.enabled(if: SmallDisk.canBeMade))
    func leavesNothingBehindOnAFullDisk() async throws {
        let disk = try SmallDisk(bytes: 65_536)
        defer { disk.remove() }
        let store = try PictureStore(folder: disk.path)
        let bytes = try Scenes.waves(width: 800, height: 600).png()
        #expect(bytes.count > 65_536)
        await #expect(throws: PictureError.noSpace) { try await store.place(bytes) }
        let left = try FileManager.default.subpathsOfDirectory(atPath: disk.path).filter { $0.contains(".") }
        #expect(left.isEmpty)
    }
}

/// A disk in memory, where the system lets one be mounted.
private struct SmallDisk {
    let path: String

    static var canBeMade: Bool {
        guard let disk = try? SmallDisk(bytes: 4096) else { return false }
        disk.remove()
        return true
    }

    init(bytes: Int) throws {
        path = NSTemporaryDirectory() + "disk-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        guard mount("tmpfs", path, "tmpfs", 0, "size=\(bytes)") == 0 else {
            try FileManager.default.removeItem(atPath: path)
            throw PictureError.system(errno)
        }
    }

    func remove() {
        umount2(path, Int32(MNT_DETACH))
        try? FileManager.default.removeItem(atPath: path)
    }
}
