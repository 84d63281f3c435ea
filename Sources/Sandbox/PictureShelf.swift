/// Painted pictures by name, the oldest put away when they are too many bytes.
struct PictureShelf {
    private let limit: Int
    private var pictures: [String: [UInt8]] = [:]
    private var order: [String] = []
    private var first = 0
    private(set) var byteCount = 0

    init(limit: Int) {
        self.limit = limit
    }

    subscript(name: String) -> [UInt8]? { pictures[name] }

    mutating func insert(_ bytes: [UInt8], named name: String) {
        guard pictures[name] == nil, bytes.count <= limit else { return }
        pictures[name] = bytes
        order.append(name)
        byteCount += bytes.count
        while byteCount > limit {
            byteCount -= pictures.removeValue(forKey: order[first])?.count ?? 0
            first += 1
        }
        if first > 1000 {
            order.removeFirst(first)
            first = 0
        }
    }
}
