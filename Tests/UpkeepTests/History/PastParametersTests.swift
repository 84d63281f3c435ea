import Catalog
import Foundation
import Library
import Testing

@testable import Segmind
@testable import Upkeep

/// What is read from the inputs of a request.
@Suite struct PastParametersTests {
    private func past(_ inputs: JSONValue, of slug: String, losses: [String] = []) throws -> PastGeneration {
        let json: JSONValue = [
            "request_id": "r1", "model_name": .string(slug), "request_body": inputs, "generation_url": "/a",
        ]
        let request = PastRequest(try #require(HistoryRow(json, at: "http://x")))
        return PastGeneration(request, files: [], losses: losses, try .standard(), service: "test", now: Date())
    }

    @Test("what is missing of a request is remarked")
    func remarks() throws {
        let whole = try past([:], of: "flux")
        let lost = try past([:], of: "flux", losses: ["Gone."])
        let unnamed = try past(["samples": 3], of: "flux")
        #expect(whole.remark == nil)
        #expect(lost.remark == "1 of 1 pictures could not be kept. Gone.")
        #expect(unnamed.remark == "The history names 1 of 3 pictures.")
    }

    @Test("a model of the catalogue names its parameters itself, and orders the request")
    func knownModel() throws {
        let past = try past(
            ["base64": .null, "seed": 9_007_199_254_740_993, "prompt": "a cat", "img_width": 512, "img_height": 768],
            of: "sdxl1.0-dreamshaper"
        )
        #expect(past.request == #"{"prompt":"a cat","img_width":512,"img_height":768,"seed":9007199254740993}"#)
        #expect(past.parameters.prompt == "a cat" && past.parameters.seed == 9_007_199_254_740_993)
        #expect(past.parameters.width == 512 && past.parameters.height == 768 && past.parameters.samples == 1)
        #expect(past.price == 0.011)
    }

    @Test("another model's parameters are read by their usual names, and its request is kept by name")
    func unknownModel() throws {
        let inputs: JSONValue = [
            "width": 640, "height": "480", "steps": 30, "cfg": .number(3.5), "sampler": "euler", "num_images": 2,
            "seed": -1,
            "prompt": "a cat", "negative_prompt": "dogs", "extra": [1, 2],
        ]
        let past = try past(inputs, of: "flux")
        let parameters = past.parameters
        #expect(parameters.width == 640 && parameters.height == 480 && parameters.inferenceSteps == 30)
        #expect(parameters.guidanceScale == 3.5 && parameters.scheduler == "euler" && parameters.samples == 2)
        #expect(parameters.prompt == "a cat" && parameters.negativePrompt == "dogs" && parameters.seed == nil)
        #expect(past.request == String(decoding: inputs.bytes, as: UTF8.self) && past.price == nil)
    }

    @Test(
        "inputs of any other shape lose nothing and stop nothing",
        arguments: [.null, "no JSON", [1], 7] as [JSONValue]
    )
    func otherShapes(_ inputs: JSONValue) throws {
        let past = try past(inputs, of: "")
        #expect(past.model == "unknown" && past.parameters == PastGeneration.Parameters())
        #expect(past.request == String(decoding: inputs.bytes, as: UTF8.self))
    }

    @Test(
        "what cannot be a number of this kind is not known",
        arguments: [
            ["seed": .number(1.5), "samples": .number(1e30), "cfg": "nan"],
            ["seed": "1e3", "samples": "many", "cfg": [1]],
        ]
            as [JSONValue]
    )
    func strangeNumbers(_ inputs: JSONValue) throws {
        let parameters = try past(inputs, of: "flux").parameters
        #expect(parameters == PastGeneration.Parameters())
    }
}
