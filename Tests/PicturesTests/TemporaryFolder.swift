import Foundation
import Pictures

/// A data folder that goes when the test ends.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = NSTemporaryDirectory() + "pictures-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func store(limits: PictureLimits = PictureLimits()) throws -> PictureStore {
        try PictureStore(folder: path, limits: limits)
    }

    func bytes(at relative: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(relative)")))
    }

    /// Every file below, relative, in order.
    func files() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: path).filter { relative in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(relative)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }
}
