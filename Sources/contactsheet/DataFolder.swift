import Foundation

/// The data folder, held by one program at a time: two queues over one library would pay twice.
final class DataFolder: Sendable {
    let url: URL
    private let descriptor: Int32

    /// Makes the folder if it is missing and takes its lock, which ends with the process however that ends.
    ///
    /// - Throws: ``Complaint``.
    init(path: String) throws(Complaint) {
        url = URL(filePath: path, directoryHint: .isDirectory)
        do {
            try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        } catch {
            let reason = (error as NSError).localizedFailureReason ?? error.localizedDescription
            throw Complaint("The data folder \(url.path) cannot be made. \(reason)")
        }
        descriptor = open(url.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else {
            throw Complaint("The data folder \(url.path) cannot be opened: \(String(cString: strerror(errno))).")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            throw Complaint("Another Contactsheet is serving the data folder \(url.path).")
        }
    }

    deinit { close(descriptor) }
}
