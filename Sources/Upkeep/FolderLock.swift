import Glibc

/// A lock on a folder, which ends with the value or with the process, however that ends.
public final class FolderLock: Sendable {
    /// Why a folder could not be locked.
    public enum Fault: Error, Sendable, Hashable {
        /// The folder cannot be opened; the system's words.
        case cannotOpen(String)
        /// Somebody else holds it.
        case held
    }

    private let descriptor: Int32

    /// Takes the lock without waiting.
    ///
    /// - Parameter isShared: whether others may hold it as well, if they share it too.
    /// - Throws: ``Fault``.
    public init(_ path: String, isShared: Bool = false) throws(Fault) {
        // What is thrown once this is set runs `deinit`, which closes it.
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotOpen(String(cString: strerror(errno))) }
        guard flock(descriptor, (isShared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else { throw .held }
    }

    deinit { close(descriptor) }

    /// Whether somebody holds a folder so that it could not be locked just now.
    public static func isHeld(_ path: String, toShare: Bool = false) -> Bool {
        do throws(Fault) {
            _ = try FolderLock(path, isShared: toShare)
            return false
        } catch {
            return error == .held
        }
    }
}
