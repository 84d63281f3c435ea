import Catalog
import Foundation
import Segmind
import SegmindService

extension SandboxBackend {
    /// Takes a request or refuses it; a request that is taken is charged and being painted.
    func admit(_ order: Order, by way: SandboxRequest.Way) throws(ServiceFault) -> SandboxRequest {
        guard let model = catalog[order.slug] else {
            throw .refused(status: 404, error: "Model \(order.slug) not found.")
        }
        let now = clock.now()
        var account = accounts[order.key] ?? SandboxAccount()
        defer { accounts[order.key] = account }
        try account.count(limit: options.rateLimit, now: now)

        var parameters = try validated(order.inputs, model)
        let prompt = model.value(.prompt, in: parameters)?.text ?? ""
        let words = SandboxWord.all(in: prompt)
        if words.contains(.busy) { try account.sendAway(prompt) }
        for word in SandboxWord.allCases where words.contains(word) {
            if let refusal = word.refusal { throw refusal }
        }
        let refusal = passingRefusals.randomElement(using: &chances)
        if chances.falls(within: options.refuse), let refusal { throw refusal }

        let cost = model.listedPrice(of: parameters) ?? 0.01 * Double(model.samples(of: parameters))
        try account.charge(cost, credits: options.credits)

        if let seed = model.parameter(.seed)?.name, parameters[seed] == .integer(-1) {
            parameters[seed] = .integer(.random(in: 0...4_294_967_295))
        }
        let isFailing = chances.falls(within: options.fail) || words.contains(.fail)
        let latency = options.latency ?? Latency.usual(of: model, parameters)
        let request = SandboxRequest(
            id: UUID().uuidString.lowercased(),
            way: way,
            order: order,
            model: model,
            parameters: parameters,
            words: words,
            cost: cost,
            failure: isFailing ? "The request was blocked: the sandbox was asked to fail." : nil,
            submitted: now,
            latency: latency + (words.contains(.slow) ? options.slowness : 0)
        )
        do throws(LedgerError) {
            try ledger.note(.charge, of: request, at: now)
            if isFailing { try ledger.note(.refund, of: request, at: now) }
        } catch {
            account.refund(cost)
            throw .refused(status: 500, error: error.description)
        }
        if isFailing { account.refund(cost) }
        requests.insert(request)
        return request
    }

    /// How the answer to a request that was taken gets lost, if it does.
    func mishap(of request: SandboxRequest) -> ServiceFault? {
        if request.words.contains(.drop) { return .dropped }
        if chances.falls(within: options.drop) {
            // The line breaks, or the front door loses who stands behind it.
            let ways = [.dropped, SandboxWord.badGateway.refusal, SandboxWord.gatewayTimeout.refusal]
            return ways.compactMap { $0 }.randomElement(using: &chances)
        }
        return request.words.contains(.json) ? .garbled("{\"request_id\": \"\(request.id.prefix(13))") : nil
    }

    private func validated(_ inputs: [String: JSONValue], _ model: Model) throws(ServiceFault) -> ParameterSet {
        var given: [String: ParameterValue] = [:]
        for (name, value) in inputs {
            switch value {
            case .string(let text): given[name] = .string(text)
            case .integer(let integer): given[name] = .integer(integer)
            case .number(let number): given[name] = .number(number)
            case .boolean(let boolean): given[name] = .boolean(boolean)
            case .null: continue
            case .array, .object:
                throw .refused(status: 400, error: "\(name): a list or an object is not taken here.")
            }
        }
        do throws(ParameterFaults) {
            return try model.validate(given)
        } catch {
            throw .refused(status: 400, error: error.description)
        }
    }
}

extension SandboxWord {
    /// The refusals that pass by themselves, of which ``SandboxOptions/refuse`` draws.
    var isPassing: Bool {
        switch self {
        case .tooManyRequests, .serverFault, .badGateway, .unavailable, .gatewayTimeout: true
        default: false
        }
    }

    /// The answer to a request with this word, for the words that keep a request from being taken.
    var refusal: ServiceFault? {
        switch self {
        case .badParameters: .refused(status: 400, error: "The sandbox was asked to refuse the parameters.")
        case .keyRefused: .refused(status: 401, error: "Invalid API key: the sandbox was asked to refuse it.")
        case .forbidden: .refused(status: 403, error: "Forbidden: the sandbox was asked to say so.")
        case .noCredits: .refused(status: 406, error: "Not enough credits: the sandbox was asked to say so.")
        case .tooManyRequests: .refused(status: 429, error: "Too many requests.", retryAfter: 2)
        case .serverFault: .refused(status: 500, error: "Internal server error.")
        case .badGateway:
            .page(status: 502, html: "<html><head><title>502 Bad Gateway</title></head><body>Bad Gateway</body></html>")
        case .unavailable: .refused(status: 503, error: "Service unavailable.", retryAfter: 2)
        case .gatewayTimeout:
            .page(
                status: 504,
                html: "<html><head><title>504 Gateway Time-out</title></head><body>Time-out</body></html>"
            )
        case .fail, .slow, .drip, .busy, .gone, .drop, .json, .badimage, .truncated: nil
        }
    }
}
