import Pictures
import Testing

@Suite struct ComfyUITests {
    @Test("the usual graph: checkpoint, LoRA, two prompts, an empty picture, one sampler")
    func readsTheUsualGraph() throws {
        let text = Graphs.usual(seed: "156680208700286")
        let expected = EmbeddedParameters(
            tool: .comfyUI,
            prompt: "a lighthouse é",
            negativePrompt: "text, watermark",
            seed: 156_680_208_700_286,
            inferenceSteps: 20,
            guidanceScale: 8,
            scheduler: "dpmpp_2m karras",
            model: "SDXL/dreamshaper_8.safetensors",
            width: 512,
            height: 768,
            rawText: text
        )
        #expect(try read(text) == expected)
    }

    @Test("a graph in EXIF: ComfyUI's own WebP, and one object in a comment")
    func readsGraphsInEXIF() throws {
        let text = Graphs.usual(seed: "5")
        let own = WrittenEXIF(
            bigEndian: false,
            first: [.ascii(0x010F, "workflow:{}"), .ascii(0x0110, "prompt:\(text)")]
        )
        #expect(EmbeddedParameters(of: try WrittenFile.webp(["EXIF": own.block]))?.seed == 5)
        let object = WrittenEXIF.comment(#"{"prompt": \#(text), "workflow": {"nodes": []}}"#)
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([object.segment]))?.prompt == "a lighthouse é")
    }

    @Test("a seed beyond 63 bits is left out, and the rest is there")
    func leavesOutSeedsThatDoNotFit() throws {
        let found = try #require(try read(Graphs.usual(seed: "18446744073709551615")))
        #expect(found.seed == nil)
        #expect(found.inferenceSteps == 20)
    }

    @Test("Python's NaN and Infinity do no harm")
    func readsPythonsNumbers() throws {
        let text = Graphs.usual(seed: "5").replacing(
            "\"denoise\": 1.0",
            with: "\"denoise\": NaN, \"is_changed\": [-Infinity]"
        )
        #expect(try read(text)?.seed == 5)
    }

    @Test("SDXL: two encoders' texts, a refiner behind the base, size and seed by link")
    func readsBaseAndRefiner() throws {
        let found = try #require(try read(Graphs.baseAndRefiner))
        #expect(found.prompt == "a castle\noil on canvas")
        #expect(found.negativePrompt == "photo")
        #expect(found.seed == 721_897)
        #expect(found.inferenceSteps == 25)
        #expect(found.model == "sd_xl_base_1.0.safetensors")
        #expect(found.width == 1024)
        #expect(found.height == 1152)
    }

    @Test("FLUX: a custom sampler with noise, guider, sigmas and a guidance on the way to the prompt")
    func readsFlux() throws {
        let found = try #require(try read(Graphs.flux))
        #expect(found.prompt == "a fox in snow")
        #expect(found.negativePrompt.isEmpty)
        #expect(found.seed == 42)
        #expect(found.inferenceSteps == 30)
        #expect(found.guidanceScale == 3.5)
        #expect(found.scheduler == "euler beta")
        #expect(found.model == "flux1-dev.safetensors")
        #expect(found.width == 896)
    }

    @Test("prompts through ControlNet, combined conditionings, joined strings and a reroute")
    func followsLongWays() throws {
        let found = try #require(try read(Graphs.longWays))
        #expect(found.prompt == "a hall, marble\na throne")
        #expect(found.negativePrompt == "people")
        #expect(found.seed == 9)
        #expect(found.model == "m.safetensors")
    }

    @Test("an Efficient Loader holds checkpoint, prompts and size at once")
    func readsEfficientNodes() throws {
        let found = try #require(try read(Graphs.efficient))
        #expect(found.prompt == "photograph of a living room")
        #expect(found.negativePrompt == "ugly")
        #expect(found.model == "realistic_vision_5.0.safetensors")
        #expect(found.width == 640)
        #expect(found.height == 512)
        #expect(found.scheduler == "euler normal")
    }

    @Test("a negative prompt that was zeroed is empty, not the positive one")
    func knowsZeroedConditionings() throws {
        let text = Graphs.usual(seed: "5").replacing(
            "\"class_type\": \"CLIPTextEncode\", \"inputs\": {\"text\": \"text, watermark\", \"clip\": [\"4\", 1]}",
            with: "\"class_type\": \"ConditioningZeroOut\", \"inputs\": {\"conditioning\": [\"6\", 0]}"
        )
        let found = try #require(try read(text))
        #expect(found.prompt == "a lighthouse é")
        #expect(found.negativePrompt.isEmpty)
    }

    @Test("the editor's form is read where the one that was run is missing")
    func readsTheEditorsForm() throws {
        let found = try #require(EmbeddedParameters(of: try WrittenFile.png(["workflow": Graphs.workflow])))
        #expect(found.prompt == "a lighthouse")
        #expect(found.negativePrompt == "text")
        #expect(found.seed == 77)
        #expect(found.inferenceSteps == 20)
        #expect(found.guidanceScale == 8)
        #expect(found.scheduler == "euler normal")
        #expect(found.model == "v1-5.safetensors")
        #expect(found.height == 640)
    }

    @Test("a graph that goes in circles comes to an end")
    func endsInCircles() throws {
        let text = """
            {"1": {"class_type": "KSampler", "inputs": {"seed": ["2", 0], "steps": 4, "cfg": ["2", 0], \
            "model": ["3", 0], "positive": ["4", 0], "negative": ["5", 0], "latent_image": ["1", 0]}},
             "2": {"class_type": "Reroute", "inputs": {"": ["2", 0]}},
             "3": {"class_type": "LoraLoader", "inputs": {"model": ["3", 0], "model2": ["1", 0]}},
             "4": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["4", 0], "conditioning_2": ["5", 0]}},
             "5": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["4", 0], "conditioning_2": ["5", 0]}},
             "6": {"class_type": "SaveImage", "inputs": {"images": ["1", 0]}}}
            """
        let found = try #require(try read(text))
        #expect(found.inferenceSteps == 4)
        #expect(found.prompt.isEmpty)
    }

    @Test("a graph of many diamonds, in which the ways double at every node, is soon given up")
    func endsInDiamonds() throws {
        let diamonds = (1...200).map { node in
            #""\#(node)": {"class_type": "C", "inputs": {"conditioning_1": ["\#(node + 1)", 0], "conditioning_2": ["\#(node + 1)", 0]}}"#
        }
        let text = """
            {"0": {"class_type": "KSampler", "inputs": {"seed": 5, "steps": 4, "positive": ["1", 0], "latent_image": ["1", 0]}},
             \(diamonds.joined(separator: ",\n"))}
            """
        #expect(try read(text)?.seed == 5)
    }

    @Test(
        "a graph without a sampler tells nothing",
        arguments: [
            #"{"1": {"class_type": "LoadImage", "inputs": {"image": "a.png"}}}"#,
            #"{"1": {"class_type": "SaveImage", "inputs": {"images": ["9", 0]}}}"#,
            #"{"1": {"class_type": "KSampler"}}"#, #"{"1": {"inputs": {}}}"#, #"{"1": 5}"#,
        ]
    )
    func knowsNothingWithoutASampler(text: String) throws {
        #expect(try read(text) == nil)
    }

    private func read(_ text: String) throws -> EmbeddedParameters? {
        EmbeddedParameters(of: try WrittenFile.png(["prompt": text, "workflow": "{}"]))
    }
}
