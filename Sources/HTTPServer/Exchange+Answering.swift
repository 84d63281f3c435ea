import CMicrohttpd
import HTTPTypes
import Logging

extension Exchange {
    /// The request is whole: finds its handler and starts it.
    func dispatch(_ head: RequestHead, _ handle: ConnectionHandle) -> MHD_Result {
        connection.deadline.store(0, ordering: .relaxed)
        if case .overflow = state.withLock({ $0.phase }) {
            return send(refusing: .bodyTooLarge(limit: daemon.configuration.maximumBodyBytes), handle)
        }
        state.withLock { state in
            state.counted = true
            state.received = Monotonic.exact()
        }
        // Counted before the question, so that a stop either sees this request or is seen by it.
        daemon.activity.begin()
        guard !daemon.isStopping else { return send(refusing: .stopping, handle) }
        var request: Request
        do {
            request = try self.request(head, body: state.withLock { $0.body.take() })
        } catch {
            return send(refusing: error, handle)
        }
        let plan = daemon.router.plan(request)
        let first = plan.fromMemory(&request)
        if case .answer(let response) = first, let outgoing = response.atOnce(for: request) {
            return send(outgoing, head, handle)
        }
        state.withLock { state in
            state.phase = .parked(handle)
            handle.park()
            state.task = Task { [request] in await self.work(plan, first, request, head) }
        }
        return .YES
    }

    /// The request as handlers see it.
    func request(_ head: RequestHead, body: [UInt8]) throws(Refusal) -> Request {
        let origin = origin(head.fields)
        let request = try Request(
            method: head.method,
            target: target,
            fields: .received(head.fields),
            remoteAddress: origin?.client.description ?? connection.peerAddress,
            peerAddress: connection.peerAddress,
            isSecure: origin?.isSecure ?? (connection.credentials != nil),
            body: body,
            exchange: self
        )
        if origin != nil { state.withLock { $0.client = request.remoteAddress } }
        return request
    }

    /// Where the request comes from, where it came through a proxy whose word is taken.
    private func origin(_ fields: HeaderBlock) -> TrustedProxies.Origin? {
        guard connection.isProxy, let proxy = connection.peer else { return nil }
        return daemon.configuration.trustedProxies.origin(
            through: proxy,
            addresses: fields.values("x-forwarded-for"),
            schemes: fields.values("x-forwarded-proto"),
            elements: fields.values("forwarded")
        )
    }

    /// The handler's task.
    private func work(_ plan: Plan, _ first: Plan.First, _ request: Request, _ head: RequestHead) async {
        let response = await plan.answer(request, after: first)
        let outgoing: Outgoing
        do {
            outgoing = try Outgoing(response, for: request)
        } catch {
            daemon.logger.warning("\(error.sentence)", metadata: metadata)
            let explained = await daemon.router.failed(error, request)
            outgoing = (try? Outgoing(explained, for: request)) ?? Outgoing(refusing: error)
        }
        answered(outgoing, head)
    }

    private func answered(_ outgoing: Outgoing, _ head: RequestHead) {
        let parked: ConnectionHandle? = state.withLock { state in
            state.task = nil
            guard case .parked(let handle) = state.phase else { return nil }
            state.phase = .ready(outgoing, head)
            return handle
        }
        parked?.resume()
    }

    /// Hands the response to the library, and starts the producer of a stream.
    func send(_ outgoing: Outgoing, _ head: RequestHead?, _ handle: ConnectionHandle) -> MHD_Result {
        var outgoing = outgoing
        // By it the one who asked and the log mean the same.
        if outgoing.status.code >= 400, let name = Self.requestID { outgoing.headers[name] = id }
        var source: StreamSource?
        if case .stream = outgoing.content, head?.method != .head {
            source = StreamSource(pipe: StreamPipe(), connection: handle)
        }
        let size = head?.method == .head || outgoing.status == .notModified ? 0 : outgoing.size
        state.withLock { state in
            state.phase = .sent(status: outgoing.status.code, bytes: size ?? 0, source?.pipe)
            if state.received != 0 { state.latency = Monotonic.exact() - state.received }
        }
        // A stream ends when it will; the library sees when its client takes nothing.
        if let size { connection.deadline.store(daemon.deadline(.answer(size)), ordering: .relaxed) }
        if source != nil { daemon.figures.streaming(1) }
        guard let queued = queue(outgoing, source, handle) else {
            daemon.logger.error("No memory or no descriptor for a response.", metadata: metadata)
            return .NO
        }
        if queued == .YES, let source, case .stream(let stream) = outgoing.content {
            source.pipe.start(stream, activity: daemon.activity, logger: daemon.logger)
            // A stop that looked at this exchange before it was a stream has not ended it.
            if daemon.isStopping { source.pipe.stop() }
        }
        return queued
    }

    private static let requestID = HTTPField.Name("X-Request-Id")

    /// What tells this request in the log.
    private var metadata: Logger.Metadata { ["path": "\(daemon.mask.path(target))", "request": "\(id)"] }

    /// Nil when there is no memory, or no descriptor.
    private func queue(_ outgoing: Outgoing, _ source: StreamSource?, _ handle: ConnectionHandle) -> MHD_Result? {
        let closing = daemon.isStopping
        if let reusable = outgoing.reusable, !closing {
            return reusable.queue(outgoing.status.code, handle, daemon.common)
        }
        guard let response = outgoing.libraryResponse(daemon.common, pipe: source, closing: closing) else { return nil }
        defer { MHD_destroy_response(response) }
        return MHD_queue_response(handle.pointer, UInt32(outgoing.status.code), response)
    }

    /// Answers with what the server itself has to say.
    func send(refusing refusal: Refusal, _ handle: ConnectionHandle) -> MHD_Result {
        send(Outgoing(refusing: refusal), nil, handle)
    }

    /// Ends a stream, for a stop.
    func endStream() {
        stream?.stop()
    }

    /// Cancels the handler.
    func cancel() {
        state.withLock { $0.task }?.cancel()
    }

    /// Waits no longer for the handler: its answer will be dropped.
    func abandon() {
        let parked: ConnectionHandle? = state.withLock { state in
            guard case .parked(let handle) = state.phase else { return nil }
            state.phase = .abandoned
            return handle
        }
        parked?.resume()
    }
}

extension Response {
    /// What goes out, where finding that takes no time: it opens no file and compresses nothing.
    fileprivate func atOnce(for request: Request) -> Outgoing? {
        if let outgoing = ready?.outgoing(for: request) { return outgoing }
        if case .file = body { return nil }
        guard !request.acceptsGzip || (try? Outgoing(self).isCompressible) == false else { return nil }
        return try? Outgoing(self, for: request)
    }
}

extension Outgoing {
    /// The plain answer for a refusal.
    init(refusing refusal: Refusal) {
        status = refusal.status
        headers = Response.refusal(refusal).headers
        let text = Array((refusal.sentence + "\n").utf8)
        content = .bytes(text, 0..<text.count)
    }
}

extension Array {
    /// Moves the elements out.
    fileprivate mutating func take() -> [Element] {
        defer { self = [] }
        return self
    }
}
