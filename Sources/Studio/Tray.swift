import Synchronization

/// What errands leave for the queue to pick up at the next ring.
final class Tray<Element: Sendable>: Sendable {
    private let elements = Mutex<[Element]>([])

    func add(_ element: Element) { elements.withLock { $0.append(element) } }

    var isEmpty: Bool { elements.withLock { $0.isEmpty } }

    func takeAll() -> [Element] {
        elements.withLock { elements in
            defer { elements = [] }
            return elements
        }
    }
}
