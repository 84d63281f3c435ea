import Foundation
import Segmind
import SegmindService

extension SandboxBackend: SegmindBackend {
    /// Takes a request; painting goes on after the answer.
    public func submit(_ order: Order) async throws(ServiceFault) -> String {
        let request = try admit(order, by: .async)
        jobs[request.id] = Task { await paint(request) }
        if let mishap = mishap(of: request) { throw mishap }
        return request.id
    }

    /// How far a request has come, by the clock and the painter.
    public func status(of requestID: String, key: String) throws(ServiceFault) -> RequestStatus {
        try request(requestID, key: key).status(at: clock.now())
    }

    /// The pictures by name, or inside where base64 was asked for.
    public func result(of requestID: String, key: String) async throws(ServiceFault) -> ServiceResult {
        let request = try request(requestID, key: key)
        switch request.status(at: clock.now()) {
        case .failed(let error): throw .failed(error)
        case .queued, .processing: throw .refused(status: 400, error: "The request is still in progress.")
        case .completed: break
        }
        var outputs: [ServiceResult.Output] = []
        for sample in 0..<request.samples {
            if request.order.wantsBase64 {
                outputs.append(.base64(try await picture(of: request, sample: sample)))
            } else {
                outputs.append(.name(request.pictureName(sample)))
            }
        }
        return ServiceResult(outputs: outputs, inferenceSeconds: (request.latency * 900).rounded() / 1000)
    }

    /// Takes a request and answers when it is painted and its time is up.
    public func generate(_ order: Order) async throws(ServiceFault) -> [ServicePicture] {
        let request = try admit(order, by: .sync)
        async let painting: Void = paint(request)
        // Who hangs up gets nothing, and is charged all the same.
        try? await clock.sleep(request.latency)
        await painting
        if let failure = request.failure { throw .failed(failure) }
        if let mishap = mishap(of: request) { throw mishap }
        var pictures: [ServicePicture] = []
        for sample in 0..<request.samples {
            pictures.append(try await picture(of: request, sample: sample))
        }
        return pictures
    }

    /// A picture by its name, which is the request's id and the sample; it outlives the result, as the history
    /// names it for longer.
    public func picture(named name: String) async throws(ServiceFault) -> ServicePicture {
        let now = clock.now()
        guard name.hasSuffix(".jpg"), let dash = name.lastIndex(of: "-"),
            let sample = Int(name[name.index(after: dash)...].dropLast(4)),
            let request = requests[String(name[..<dash])], request.status(at: now) == .completed,
            !request.words.contains(.gone),
            (0..<request.samples).contains(sample)
        else { throw .refused(status: 404, error: "No such picture, or it has expired.") }
        return try await picture(of: request, sample: sample)
    }

    /// The requests of a key that fit the query.
    public func history(_ query: HistoryQuery, key: String) -> HistoryPage {
        let now = clock.now()
        let rows = requests.newestFirst
            .filter { $0.order.key == key && query.window.contains($0.submitted) }
            .filter { request in query.model.map { request.model.slug.contains($0) } ?? true }
            .flatMap { $0.entries(at: now) }
            .filter { row in query.status.map { row.status.rawValue == $0 } ?? true }
        let page = rows.dropFirst((query.page - 1) * query.perPage).prefix(query.perPage)
        return HistoryPage(rows: Array(page), total: rows.count)
    }

    /// One request of a key, also when its result has expired.
    public func history(of requestID: String, key: String) throws(ServiceFault) -> HistoryEntry {
        guard let request = requests[requestID], request.order.key == key,
            let entry = request.entries(at: clock.now()).first
        else { throw .refused(status: 404, error: "Request not found.") }
        return entry
    }

    /// What the key has spent, and what is left.
    public func account(key: String) -> JSONValue {
        let spent = accounts[key]?.spent ?? 0
        return [
            "sandbox": true,
            "credits_spent": .number(spent),
            "credits_left": options.credits.map { .number($0 - spent) } ?? .null,
        ]
    }
}
