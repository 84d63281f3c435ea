import Foundation
import Pictures
import Testing

@Suite struct InfotextTests {
    @Test("AUTOMATIC1111's text gives prompts of several lines and every setting")
    func readsEverySetting() throws {
        let text = """
            a lighthouse at dusk, (stars:1.2),
            long exposure
            Negative prompt: blurry, lowres,
            text
            Steps: 28, Sampler: DPM++ 2M, Schedule type: Karras, CFG scale: 6.5, Seed: 3038946690, Size: 832x1216, \
            Model hash: 6ce0161689, Model: dreamshaper_8, Clip skip: 2, Lora hashes: "a: 1f2e, b: 3c4d", Version: v1.10.1
            """
        let found = try #require(EmbeddedParameters(of: try WrittenFile.png(["parameters": text])))
        let expected = EmbeddedParameters(
            tool: .automatic1111,
            prompt: "a lighthouse at dusk, (stars:1.2),\nlong exposure",
            negativePrompt: "blurry, lowres,\ntext",
            seed: 3_038_946_690,
            inferenceSteps: 28,
            guidanceScale: 6.5,
            scheduler: "DPM++ 2M Karras",
            model: "dreamshaper_8",
            width: 832,
            height: 1216,
            rawText: text
        )
        #expect(found == expected)
    }

    @Test("a value in quotation marks may hold commas, colons, escapes and what looks like another setting")
    func readsQuotedValues() throws {
        let text = #"""
            x
            Steps: 1, Wildcard: "a, Seed: 9, \"b\" \\ é", Seed: 5, Hashes: {"model": "Seed: 7, x"}, Model: "we, the: \"m\""
            """#
        let found = try parameters(text)
        #expect(found.seed == 5)
        #expect(found.model == #"we, the: "m""#)
    }

    @Test("a prompt that quotes a line of settings keeps it, for the last one counts")
    func theLastLineOfSettingsCounts() throws {
        let settings = "Steps: 2, Sampler: Euler a, Seed: 2, Size: 64x64"
        let found = try parameters(
            "like\nSteps: 1, Sampler: DDIM, Seed: 1, Size: 32x32\nNegative prompt: n\n\(settings)"
        )
        #expect(found.prompt == "like\nSteps: 1, Sampler: DDIM, Seed: 1, Size: 32x32")
        #expect(found.seed == 2)
    }

    @Test("lines behind the settings, as extensions write them, do not hide them")
    func passesOverLinesBehindTheSettings() throws {
        let found = try parameters("cat\nSteps: 20, Sampler: Euler, Seed: 4, Size: 512x512\nTemplate: {cat|dog}")
        #expect(found.prompt == "cat")
        #expect(found.seed == 4)
    }

    @Test("without a prompt the first line is the settings")
    func readsSettingsAlone() throws {
        let found = try parameters("Steps: 20, Sampler: Euler, CFG scale: 7, Seed: 4, Size: 512x512")
        #expect(found.prompt.isEmpty)
        #expect(found.inferenceSteps == 20)
    }

    @Test("Windows' line ends are line ends")
    func readsWindowsLineEnds() throws {
        let found = try parameters("cat\r\nNegative prompt: dog\r\nSteps: 20, Sampler: Euler, Seed: 4, Model: m\r\n")
        #expect(found.prompt == "cat")
        #expect(found.negativePrompt == "dog")
        #expect(found.model == "m")
    }

    @Test("a text without settings under that name is all prompt")
    func takesABareTextAsPrompt() throws {
        #expect(try parameters("{red|blue} house").prompt == "{red|blue} house")
        let found = try parameters("a photo of nothing in particular, style: plain")
        #expect(found.prompt == "a photo of nothing in particular, style: plain")
        #expect(found.scheduler == nil)
    }

    @Test("Forge's distilled guidance is the one that counts")
    func readsForge() throws {
        let found = try parameters(
            "fox\nSteps: 20, Sampler: Euler, Schedule type: Simple, CFG scale: 1, Distilled CFG Scale: 3.5, Seed: 7, "
                + "Size: 896x1152, Model: flux1-dev-bnb-nf4-v2, Version: f2.0.1v1.10.1-previous-501-g668e87f9"
        )
        #expect(found.tool == .automatic1111)
        #expect(found.guidanceScale == 3.5)
        #expect(found.scheduler == "Euler Simple")
    }

    @Test("SD.Next's order of the settings does not matter")
    func readsSDNext() throws {
        let found = try parameters(
            "owl\nNegative prompt: fog\nSteps: 20, Size: 1024x768, Sampler: UniPC, Seed: 12, CFG scale: 6, "
                + "Model: sdxl-base, App: SD.Next, Version: 0eb4a98, Operations: txt2img"
        )
        #expect(found.width == 1024)
        #expect(found.height == 768)
        #expect(found.scheduler == "UniPC")
        #expect(found.tool == .automatic1111)
    }

    @Test("Civitai's bare JSON among the settings, and its date")
    func readsCivitai() throws {
        let found = try parameters(
            "elk\nSteps: 25, Sampler: DPM++ 2M Karras, CFG scale: 7.0, Seed: 77, Size: 832x1216, Clip skip: 2, "
                + #"Created Date: 2024-08-23T04:30:00.4567890Z, Civitai resources: [{"type":"checkpoint","x":"a, b"}], "#
                + "Model: dreamshaper, Civitai metadata: {}"
        )
        #expect(found.createdAt == Date(timeIntervalSince1970: 1_724_387_400))
        #expect(found.model == "dreamshaper")
        #expect(found.guidanceScale == 7)
    }

    @Test("Fooocus's writing of this text is Fooocus's, and its raw prompts are the prompts")
    func readsFooocusInThisForm() throws {
        let found = try parameters(
            "a cat, cinematic still\nNegative prompt: anime, blurry\n"
                + "Steps: 30, Sampler: DPM++ 2M SDE Karras, Seed: 123, Size: 1152x896, CFG scale: 4, Sharpness: 2, "
                + #"ADM Guidance: "(1.5, 0.8, 0.3)", Model: juggernautXL_v8Rundiffusion, Performance: Speed, "#
                + #"Scheduler: karras, VAE: Default (model), Raw prompt: "a cat,\nsitting", Raw negative prompt: , "#
                + "Version: Fooocus v2.5.5"
        )
        #expect(found.tool == .fooocus)
        #expect(found.prompt == "a cat,\nsitting")
        #expect(found.negativePrompt.isEmpty)
        #expect(found.scheduler == "DPM++ 2M SDE Karras")
        #expect(found.model == "juggernautXL_v8Rundiffusion")
    }

    @Test("beside a graph the text was written by a node of ComfyUI")
    func knowsComfyUIByItsGraph() throws {
        let text = "ant\nSteps: 20, Sampler: euler normal, CFG scale: 8, Seed: 3, Size: 512x512"
        let bytes = try WrittenFile.png(["prompt": #"{"1": {"class_type": "X", "inputs": {}}}"#, "parameters": text])
        #expect(EmbeddedParameters(of: bytes)?.tool == .comfyUI)
    }

    @Test(
        "numbers that cannot be meant are left out, and the text keeps them",
        arguments: [
            "Steps: 20, Seed: 99999999999999999999, Size: 512x512", "Steps: 20, Seed: -1, Size: 512x512",
            "Steps: 20, Seed: 1e400, Size: 512x512", "Steps: 20, Seed: , Size: 512x512",
        ]
    )
    func leavesOutImpossibleSeeds(settings: String) throws {
        let found = try parameters("cat\n\(settings)")
        #expect(found.seed == nil)
        #expect(found.inferenceSteps == 20)
        #expect(found.rawText.hasSuffix(settings))
    }

    @Test("a size that no picture has is none", arguments: ["0x512", "512", "99999999999x5", "x"])
    func leavesOutImpossibleSizes(size: String) throws {
        let found = try parameters("cat\nSteps: 20, Sampler: Euler, Seed: 4, Size: \(size)")
        #expect(found.width == nil)
        #expect(found.height == nil)
        #expect(found.seed == 4)
    }

    private func parameters(_ text: String) throws -> EmbeddedParameters {
        try #require(EmbeddedParameters(PictureTexts([.init(place: .keyword("parameters"), text: text)])))
    }
}
