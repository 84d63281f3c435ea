extension SegmindClient {
    /// Submits a request: `POST /v2/{slug}`.
    ///
    /// - Parameters:
    ///   - slug: The model.
    ///   - body: The exact JSON text to send.
    /// - Throws: ``SegmindError``, whose `mayHaveBeenCharged` tells whether it may have been taken all the same.
    public func submit(slug: String, body: String) async throws(SegmindError) -> Ticket {
        let answer = try await call("\(configuration.baseURL)/v2/\(slug.asPathSegment)", posting: body)
        guard answer.isSuccess else { throw answer.refusal }
        guard let json = answer.json, let id = json["request_id"]?.string, !id.isEmpty else {
            throw .malformedAnswer("no request id in “\(answer.explanation)”")
        }
        return Ticket(
            requestID: id,
            statusURL: json["status_url"]?.string,
            responseURL: json["response_url"]?.string
        )
    }

    /// Asks whether the service answers and takes the key, by a question that costs nothing: after a request that
    /// does not exist.
    ///
    /// - Throws: ``SegmindError`` when the service is down, refuses the key or wants money. Any other no to a question
    ///   that makes no sense shows that it is there.
    public func probe() async throws(SegmindError) {
        let nobodys = "00000000-0000-0000-0000-000000000000"
        let answer = try await call("\(configuration.baseURL)/v2/requests/\(nobodys)/status")
        guard answer.status < 500, ![401, 402, 406, 429].contains(answer.status) else { throw answer.refusal }
    }

    /// Asks how far a request has come.
    ///
    /// A request that FAILED answers with 422 and says so in its body, so the body is read before the status.
    public func status(of ticket: Ticket) async throws(SegmindError) -> RequestStatus {
        let answer = try await call(address(ticket.statusURL, else: ticket.requestID, "/status"))
        if let json = answer.json, let status = Assumptions.status(in: json) {
            if case .failed(let said) = status { return .failed(answer.shown(said)) }
            if answer.isSuccess { return status }
        }
        guard answer.isSuccess else { throw answer.refusal }
        throw .malformedAnswer("no status in “\(answer.explanation)”")
    }

    /// Fetches the result of a request that completed.
    ///
    /// - Throws: ``SegmindError/requestFailed(_:)`` for one that failed, ``SegmindError/unfinished`` for one that
    ///   has not finished, and others.
    public func result(of ticket: Ticket) async throws(SegmindError) -> RequestResult {
        let answer = try await call(address(ticket.responseURL, else: ticket.requestID, ""))
        return try result(in: answer)
    }

    /// Makes a picture while the caller waits: `POST /v1/{slug}`, several minutes at most.
    ///
    /// - Parameters:
    ///   - slug: The model.
    ///   - body: The exact JSON text to send.
    /// - Throws: ``SegmindError``, whose `mayHaveBeenCharged` tells whether it may have been paid for.
    public func generate(slug: String, body: String) async throws(SegmindError) -> RequestResult {
        let url = "\(configuration.baseURL)/v1/\(slug.asPathSegment)"
        let answer = try await call(url, posting: body, timeout: configuration.generateTimeout)
        // A picture is kept whatever is wrong with it: it is paid for, and who stores it will look.
        let isPicture = answer.contentType.hasPrefix("image/") || answer.body.looksLikePicture
        if answer.isSuccess, isPicture, !answer.body.isEmpty {
            guard answer.body.count <= configuration.maximumPictureBytes else {
                throw .tooLarge(limit: configuration.maximumPictureBytes)
            }
            return RequestResult(outputs: [.bytes(answer.body)])
        }
        return try result(in: answer)
    }

    private func result(in answer: Answer) throws(SegmindError) -> RequestResult {
        let json = answer.json
        switch json.flatMap(Assumptions.status) {
        case .failed(let said): throw .requestFailed(answer.shown(said))
        case .queued, .processing:
            if answer.isSuccess { throw .unfinished }
        case .completed, nil: break
        }
        guard answer.isSuccess else { throw answer.refusal }
        guard let json else { throw .malformedAnswer("neither a picture nor JSON: “\(answer.explanation)”") }
        let outputs = Assumptions.pictures(in: json, at: configuration.baseURL)
        guard !outputs.isEmpty else { throw .malformedAnswer("no picture in “\(answer.explanation)”") }
        return RequestResult(
            outputs: outputs,
            inferenceSeconds: json["metrics"]?["inference_time"]?.number ?? json["inference_time"]?.number
        )
    }

    /// The address that the service gave if the key may go there, else the one that the documents give.
    private func address(_ given: String?, else id: String, _ suffix: String) -> String {
        if let given, let origin = Origin(given), origin == Origin(configuration.baseURL) { return given }
        return "\(configuration.baseURL)/v2/requests/\(id.asPathSegment)\(suffix)"
    }
}
