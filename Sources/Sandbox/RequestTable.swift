/// The requests in the order in which they came, the oldest forgotten when there are too many.
struct RequestTable {
    private let limit: Int
    private var byID: [String: SandboxRequest] = [:]
    private var order: [String] = []
    private var first = 0

    init(limit: Int) {
        self.limit = max(1, limit)
    }

    subscript(id: String) -> SandboxRequest? { byID[id] }

    /// The requests, newest first.
    var newestFirst: some Sequence<SandboxRequest> {
        order[first...].reversed().lazy.compactMap { byID[$0] }
    }

    mutating func insert(_ request: SandboxRequest) {
        byID[request.id] = request
        order.append(request.id)
        while order.count - first > limit {
            byID[order[first]] = nil
            first += 1
        }
        if first > limit {
            order.removeFirst(first)
            first = 0
        }
    }

    mutating func update(_ id: String, _ change: (inout SandboxRequest) -> Void) {
        guard var request = byID[id] else { return }
        change(&request)
        byID[id] = request
    }
}
