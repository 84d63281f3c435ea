import Testing

@testable import Catalog

@Suite struct ValidationTests {
    let catalog: Catalog

    init() throws { catalog = try .standard() }

    private func model(_ slug: String) throws -> Model { try #require(catalog[slug]) }

    @Test func knowsTheFiveModels() {
        #expect(
            catalog.models.map(\.slug) == [
                "sdxl1.0-realdream-lightning", "sdxl1.0-newreality-lightning", "sdxl1.0-dreamshaper",
                "sdxl1.0-yamers-realistic", "sdxl1.0-realvis",
            ]
        )
    }

    @Test func onlyRealvisIsSynchronous() {
        #expect(catalog.models.filter { !$0.isAsynchronous }.map(\.slug) == ["sdxl1.0-realvis"])
    }

    @Test func fillsInTheDefaults() throws {
        let set = try model("sdxl1.0-dreamshaper").validate(["prompt": .string("a lighthouse")])
        #expect(set["num_inference_steps"] == .integer(30))
        #expect(set["guidance_scale"] == .number(7.5))
        #expect(set["scheduler"] == .string("UniPC"))
        #expect(set["seed"] == .integer(-1))
        #expect(set["negative_prompt"] == nil)
    }

    @Test func namesEveryFaultAtOnce() throws {
        let given: [String: ParameterValue] = [
            "prompt": .string("  "), "num_inference_steps": .string("5"), "guidance_scale": .string("much"),
            "img_width": .string("1001"), "scheduler": .string("Magic"), "samples": .integer(9),
            "colour": .string("red"),
        ]
        let faults = #expect(throws: ParameterFaults.self) {
            try model("sdxl1.0-dreamshaper").validate(given)
        }
        #expect(
            faults?.faults.map(\.field) == [
                "prompt", "img_width", "num_inference_steps", "guidance_scale", "scheduler", "samples", "colour",
            ]
        )
        #expect(faults?["num_inference_steps"] == "Inference steps can be 20 to 100, not 5.")
        #expect(faults?["img_width"] == "Width must be a multiple of 8: 1000 or 1008.")
    }

    @Test func takesAnUnknownSchedulerWhereTheListIsOpen() throws {
        let set = try model("sdxl1.0-realdream-lightning").validate([
            "prompt": .string("x"), "scheduler": .string("Euler Trailing"),
        ])
        #expect(set["scheduler"] == .string("Euler Trailing"))
    }

    @Test func refusesAnotherSizeWhereItIsFixed() throws {
        let faults = #expect(throws: ParameterFaults.self) {
            try model("sdxl1.0-newreality-lightning").validate(["prompt": .string("x"), "img_width": .integer(768)])
        }
        #expect(faults?["img_width"] == "Width can only be 1024 with this model.")
    }

    @Test func warnsWhereTheDocumentOnlyRecommends() throws {
        let realdream = try model("sdxl1.0-realdream-lightning")
        #expect(realdream.cautions(for: realdream.example).map(\.field) == ["img_width", "img_height"])
        #expect(realdream.cautions(for: realdream.defaults).isEmpty)
        let many = try realdream.validate(["prompt": .string("x"), "num_inference_steps": .integer(40)])
        #expect(
            realdream.cautions(for: many).map(\.sentence)
                == ["Inference steps 40: for RealDream Lightning, 1 to 12 is recommended."]
        )
    }

    @Test func refusesAPromptOverTenThousandCharacters() throws {
        let faults = #expect(throws: ParameterFaults.self) {
            try model("sdxl1.0-realvis").validate(["prompt": .string(String(repeating: "a", count: 10_001))])
        }
        #expect(faults?["prompt"] == "Prompt is 10001 characters long; at most 10000 are taken.")
    }

    @Test func readsADecimalComma() throws {
        let set = try model("sdxl1.0-realdream-lightning").validate([
            "prompt": .string("x"), "guidance_scale": .string("1,4"),
        ])
        #expect(set["guidance_scale"] == .number(1.4))
    }

    @Test(arguments: ["1e400", "nan", "inf", "0x10", "--5", "7.", "99999999999999999999", "1.2.3", "١"])
    func rubbishInNumbersNeverPasses(_ text: String) throws {
        let model = try model("sdxl1.0-yamers-realistic")
        for field in ["guidance_scale", "seed", "num_inference_steps"] {
            let faults = #expect(throws: ParameterFaults.self) {
                try model.validate(["prompt": .string("x"), field: .string(text)])
            }
            #expect(faults?.faults.map(\.field) == [field])
        }
    }

    @Test func defaultsHaveTheTypeOfTheirParameter() throws {
        for model in catalog.models {
            for parameter in model.parameters where parameter.kind == .number {
                guard case .number? = parameter.defaultValue else {
                    Issue.record("\(parameter.name) of \(model.slug)")
                    continue
                }
            }
        }
    }

    @Test func everyExampleValidatesAndHasItsOwnNumbers() throws {
        for model in catalog.models {
            #expect(model.example["samples"] == .integer(1))
            #expect(model.example["seed"] != .integer(-1))
        }
        let newReality = try model("sdxl1.0-newreality-lightning")
        #expect((newReality.example["prompt"]?.text.count ?? 0) > 1200)
        #expect(newReality.example["guidance_scale"]?.json == "1")
    }

    @Test func offersOnlyShapesThatTheModelCanMake() throws {
        #expect(try model("sdxl1.0-newreality-lightning").shapes.isEmpty)
        #expect(try model("sdxl1.0-dreamshaper").shapes.count == 7)
    }
}
