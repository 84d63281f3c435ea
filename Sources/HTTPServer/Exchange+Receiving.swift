import CMicrohttpd
import HTTPTypes

extension Exchange {
    /// Judges the header; a refusal goes out before any body is read, and the library closes the connection then.
    func readHead(_ handle: ConnectionHandle, _ line: RequestLine) -> MHD_Result {
        do {
            let head = try RequestHead(line, handle, target: target, limits: daemon.configuration)
            if head.bodyBytes ?? .max > Self.freeBytes { try admit(head) }
            state.withLock { state in
                state.phase = .body(head)
                state.method = head.method
                if let bytes = head.bodyBytes { state.body.reserveCapacity(bytes) }
            }
            connection.deadline.store(head.hasBody ? daemon.deadline(.body) : 0, ordering: .relaxed)
            return .YES
        } catch {
            connection.deadline.store(0, ordering: .relaxed)
            connection.lingers.store(true, ordering: .relaxed)
            return send(refusing: error, handle)
        }
    }

    /// What a body may have before it is asked who sends it, in bytes: whoever may not come in does not fill the memory.
    private static let freeBytes = 64 << 10

    /// Judges a request by its header alone; whoever passes is judged again with the body.
    private func admit(_ head: RequestHead) throws(Refusal) {
        var request = try self.request(head, body: [])
        guard daemon.router.plan(request).admits(&request) else { throw .notAdmitted }
    }

    /// Takes a piece of the body. Past the limit, which only a chunked body can reach, it is thrown away up to the
    /// same size again, so that the client gets its answer; what is longer still is cut off.
    func append(_ bytes: UnsafeRawBufferPointer, _ head: RequestHead) -> MHD_Result {
        let limit = daemon.configuration.maximumBodyBytes
        return state.withLock { state in
            if case .body = state.phase, state.body.count + bytes.count <= limit {
                state.body.append(contentsOf: bytes)
                return .YES
            }
            state.phase = .overflow(head)
            state.body = []
            state.discarded += bytes.count
            return state.discarded <= limit ? .YES : .NO
        }
    }
}
