import Catalog
import Foundation
import Library
import Segmind

extension PastGeneration {
    /// A request of the history as a generation.
    ///
    /// - Parameters:
    ///   - losses: Why some of its pictures could not be kept.
    ///   - now: Stands for the time of a request that does not tell its own.
    init(
        _ request: PastRequest,
        files: [(sample: Int, file: ImageFile)],
        losses: [String],
        _ catalog: Catalog,
        service: String,
        now: Date
    ) {
        let model = catalog[request.model]
        let parameters = Parameters(request.inputs, of: model)
        let submitted = request.created ?? now
        self.init(
            requestID: request.requestID,
            service: service,
            model: request.model.isEmpty ? "unknown" : request.model,
            request: model?.request(of: request.inputs) ?? request.inputs.text,
            parameters: parameters,
            submittedAt: submitted,
            finishedAt: submitted + (request.latencySeconds ?? 0),
            inferenceSeconds: request.latencySeconds,
            price: model?.listedPrice(samples: Int(clamping: parameters.samples)),
            cost: request.cost,
            files: files,
            remark: Self.remark(losses, of: request, samples: parameters.samples)
        )
    }

    /// What is missing, if anything is.
    private static func remark(_ losses: [String], of request: PastRequest, samples: Int64) -> String? {
        let count = request.addresses.count
        if let first = losses.first { return "\(losses.count) of \(count) pictures could not be kept. \(first)" }
        return count < samples ? "The history names \(count) of \(samples) pictures." : nil
    }
}

extension PastGeneration.Parameters {
    /// Reads the inputs by the meanings that the catalogue gives them, or by their usual names.
    init(_ inputs: JSONValue, of model: Model?) {
        self.init()
        func value(_ role: ParameterRole) -> JSONValue? {
            let names = (model?.parameter(role).map { [$0.name] } ?? []) + role.usualNames
            return names.lazy.compactMap { inputs[$0] }.first { $0 != .null }
        }
        prompt = value(.prompt)?.string ?? ""
        negativePrompt = value(.negativePrompt)?.string ?? ""
        width = value(.width)?.integer
        height = value(.height)?.integer
        inferenceSteps = value(.inferenceSteps)?.integer
        guidanceScale = value(.guidanceScale)?.number.flatMap { $0.isFinite ? $0 : nil }
        scheduler = value(.scheduler)?.string
        // A negative seed lets the service draw one, and it does not say which.
        seed = value(.seed)?.integer.flatMap { $0 >= 0 ? $0 : nil }
        samples = value(.samples)?.integer.map { min(max($0, 1), 1000) } ?? 1
    }
}

extension Model {
    /// Inputs as JSON in this model's order; `nil` when it could not read them back. What is null was not given.
    fileprivate func request(of inputs: JSONValue) -> String? {
        guard let given = inputs.object?.filter({ $0.value != .null }) else { return nil }
        return try? parameterSet(json: JSONValue.object(given).text).json
    }
}

extension JSONValue {
    fileprivate var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The whole number, if this is one, or text that is nothing but a whole number.
    fileprivate var integer: Int64? {
        switch self {
        case .integer(let integer): integer
        case .string(let text): Int64(text)
        default: nil
        }
    }
}

extension ParameterRole {
    /// What models call it on the wire, the likeliest first.
    fileprivate var usualNames: [String] {
        switch self {
        case .prompt: ["prompt"]
        case .negativePrompt: ["negative_prompt"]
        case .width: ["img_width", "width"]
        case .height: ["img_height", "height"]
        case .seed: ["seed"]
        case .inferenceSteps: ["num_inference_steps", "inference_steps", "steps"]
        case .guidanceScale: ["guidance_scale", "cfg_scale", "cfg", "guidance"]
        case .scheduler: ["scheduler", "sampler_name", "sampler"]
        case .samples: ["samples", "num_images", "num_outputs", "n"]
        case .base64: ["base64"]
        }
    }
}
