import Library
import Pictures
import Synchronization

/// The thumbnails that imports left to be made.
///
/// They are made newest first and behind everything else; one that a page waits for is made at once.
public final class Thumbnails: Sendable {
    /// Told which images look otherwise than before, because their thumbnail is there since.
    public typealias Listener = @Sendable ([Image.ID]) -> Void

    let bell = Bell()
    /// What pages had made, to be written.
    let made = Tray<PictureLook>()
    private let listeners = Mutex<[Listener]>([])

    init() {}

    /// Says that pictures came whose thumbnails are to be made.
    public func wake() { bell.ring() }

    /// Has somebody told of images that look otherwise, from now on.
    public func listen(_ listener: @escaping Listener) {
        listeners.withLock { $0.append(listener) }
    }

    func announce(_ images: [Image.ID]) {
        for listener in listeners.withLock({ $0 }) { listener(images) }
    }
}
