import Foundation
import Pictures
import Testing

/// The tools that write JSON or a command line, each in the form that it writes.
@Suite struct ToolTests {
    @Test(
        "InvokeAI's present form, with its newer and its older way of naming a model",
        arguments: [
            #"{"key": "k", "hash": "blake3:1f", "name": "dreamshaper", "base": "sdxl", "type": "main"}"#,
            #"{"model_name": "dreamshaper", "base_model": "sd-1", "model_type": "main"}"#,
        ]
    )
    func readsInvokeAI(model: String) throws {
        let text = """
            {"app_version": "3.3.0post3", "generation_mode": "txt2img", "positive_prompt": "a lighthouse\\n(big)++", \
            "negative_prompt": "(worst quality)--", "width": 512, "height": 768, "seed": 3186540132, \
            "rand_device": "cpu", "cfg_scale": 7.5, "steps": 24, "scheduler": "dpmpp_2m_k", "clip_skip": 0, \
            "model": \(model), "controlnets": [], "loras": [], "strength": NaN}
            """
        let expected = EmbeddedParameters(
            tool: .invokeAI,
            prompt: "a lighthouse\n(big)++",
            negativePrompt: "(worst quality)--",
            seed: 3_186_540_132,
            inferenceSteps: 24,
            guidanceScale: 7.5,
            scheduler: "dpmpp_2m_k",
            model: "dreamshaper",
            width: 512,
            height: 768,
            rawText: text
        )
        #expect(try read(["invokeai_metadata": text, "invokeai_graph": "{}"]) == expected)
    }

    @Test("InvokeAI's guidance of FLUX, which has no CFG")
    func readsInvokeAIsGuidance() throws {
        let text = #"{"positive_prompt": "x", "guidance": 4, "steps": 30, "seed": 3, "model": {"name": "FLUX Dev"}}"#
        #expect(try read(["invokeai_metadata": text])?.guidanceScale == 4)
    }

    @Test(
        "InvokeAI's second form, with the negative prompt in brackets",
        arguments: [
            #"[{"prompt": "a lighthouse [blurry, dull] at dusk [text]", "weight": 1.0}]"#,
            #""a lighthouse [blurry, dull] at dusk [text]""#,
        ]
    )
    func readsInvokeAI2(prompt: String) throws {
        let text = """
            {"model": "stable diffusion", "model_weights": "stable-diffusion-1.5", "model_hash": "cc6c", \
            "app_id": "invoke-ai/InvokeAI", "app_version": "2.2.5", "image": {"prompt": \(prompt), "steps": 50, \
            "cfg_scale": 7.5, "threshold": 0, "perlin": 0, "height": 576, "width": 512, "seed": 42, "type": "txt2img", \
            "sampler": "k_lms", "variations": []}}
            """
        let expected = EmbeddedParameters(
            tool: .invokeAI,
            prompt: "a lighthouse  at dusk",
            negativePrompt: "blurry, dull, text",
            seed: 42,
            inferenceSteps: 50,
            guidanceScale: 7.5,
            scheduler: "k_lms",
            model: "stable-diffusion-1.5",
            width: 512,
            height: 576,
            rawText: text
        )
        #expect(try read(["Dream": "\"x\" -s 1", "sd-metadata": text]) == expected)
    }

    @Test(
        "InvokeAI's first form, a command line, with and without spaces",
        arguments: [
            #""a "big" lighthouse [fog]" -s 50 -S 42 -W 512 -H 576 -C 7.5 -A k_lms"#,
            #""a "big" lighthouse [fog]" -s50 -S42 -W512 -H576 -C7.5 -Ak_lms"#,
        ]
    )
    func readsInvokeAI1(text: String) throws {
        let expected = EmbeddedParameters(
            tool: .invokeAI,
            prompt: #"a "big" lighthouse"#,
            negativePrompt: "fog",
            seed: 42,
            inferenceSteps: 50,
            guidanceScale: 7.5,
            scheduler: "k_lms",
            width: 512,
            height: 576,
            rawText: text
        )
        #expect(try read(["Dream": text]) == expected)
    }

    @Test(
        "SwarmUI's object, in a PNG and in EXIF, its numbers as numbers and as strings",
        arguments: [
            "\"seed\": 1, \"steps\": 20, \"cfgscale\": 7.0, \"width\": 1024, \"height\": 768",
            "\"seed\": \"1\", \"steps\": \"20\", \"cfgscale\": \"7.0\", \"width\": \"1024\", \"height\": \"768\"",
        ]
    )
    func readsSwarmUI(numbers: String) throws {
        let text = """
            {
              "sui_image_params": {
                "prompt": "a photo of a cat", "negativeprompt": "dog", \(numbers),
                "model": "OfficialStableDiffusion/sd_xl_base_1.0", "sampler": "euler", "scheduler": "karras",
                "swarm_version": "0.9.3.1"
              },
              "sui_extra_data": { "date": "2024-11-13", "generation_time": "6.11 (prep) and 4.84 (gen) seconds" },
            }
            """
        let expected = EmbeddedParameters(
            tool: .swarmUI,
            prompt: "a photo of a cat",
            negativePrompt: "dog",
            seed: 1,
            inferenceSteps: 20,
            guidanceScale: 7,
            scheduler: "euler karras",
            model: "OfficialStableDiffusion/sd_xl_base_1.0",
            width: 1024,
            height: 768,
            createdAt: Date(timeIntervalSince1970: 1_731_456_000),
            rawText: text
        )
        #expect(try read(["parameters": text]) == expected)
        let comment = WrittenEXIF.comment(text)
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([comment.segment]), timeZone: .gmt) == expected)
        let early = WrittenEXIF(bigEndian: false, first: [.ascii(0x0110, text)])
        #expect(EmbeddedParameters(of: try WrittenFile.webp(["EXIF": early.block]), timeZone: .gmt) == expected)
    }

    private static let novelAI = """
        {"prompt": "1girl, café", "steps": 28, "height": 1216, "width": 832, "scale": 5.0, "uncond_scale": 1.0, \
        "cfg_rescale": 0.0, "seed": 3816166865, "n_samples": 1, "noise_schedule": "karras", "sampler": "k_euler", \
        "sm": false, "uc": "lowres, {bad}", "request_type": "PromptGenerateRequest", "signed_hash": "x==", \
        "v4_prompt": {"caption": {"base_caption": "1girl", "char_captions": [{"char_caption": "girl, hat", \
        "centers": [{"x": 0.5, "y": 0.5}]}]}}, \
        "v4_negative_prompt": {"caption": {"base_caption": "lowres", "char_captions": [{"char_caption": ""}]}}}
        """

    private func novelAI(_ text: String) -> EmbeddedParameters {
        EmbeddedParameters(
            tool: .novelAI,
            prompt: "1girl, café | girl, hat",
            negativePrompt: "lowres, {bad}",
            seed: 3_816_166_865,
            inferenceSteps: 28,
            guidanceScale: 5,
            scheduler: "k_euler karras",
            model: "NovelAI Diffusion V4 37442FCA",
            width: 832,
            height: 1216,
            rawText: text
        )
    }

    @Test("NovelAI's PNG, with a prompt for each character")
    func readsNovelAI() throws {
        let found = try read([
            "Title": "NovelAI generated image", "Description": "1girl, café", "Software": "NovelAI",
            "Source": "NovelAI Diffusion V4 37442FCA", "Generation time": "4.2", "Comment": Self.novelAI,
        ])
        #expect(found == novelAI(Self.novelAI))
    }

    @Test("NovelAI's WebP, with all its texts in one object")
    func readsNovelAIInWebP() throws {
        let comment = Self.novelAI.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        let text =
            #"{"Comment": "\#(comment)", "Software": "NovelAI", "Source": "NovelAI Diffusion V4 37442FCA"}"#
        let block = WrittenEXIF.comment(text).block
        #expect(EmbeddedParameters(of: try WrittenFile.webp(["EXIF": block])) == novelAI(text))
    }

    @Test("NovelAI's earlier form, with the prompt in the description alone")
    func readsEarlyNovelAI() throws {
        let comment =
            #"{"steps": 28, "sampler": "k_euler_ancestral", "seed": 7, "strength": 0.69, "noise": 0.667, "#
            + #""scale": 11.0, "uc": "lowres"}"#
        let found = try #require(
            try read([
                "Software": "NovelAI", "Description": "a fox", "Source": "Stable Diffusion 8AE2", "Comment": comment,
            ])
        )
        #expect(found.prompt == "a fox")
        #expect(found.negativePrompt == "lowres")
        #expect(found.model == "Stable Diffusion 8AE2")
        #expect(found.scheduler == "k_euler_ancestral")
    }

    private static let fooocus = """
        {"adm_guidance": "(1.5, 0.8, 0.3)", "base_model": "juggernautXL_v8Rundiffusion", "base_model_hash": "aeb7e9e689", \
        "full_negative_prompt": ["anime", "blurry"], "full_prompt": ["a cat", "cinematic still"], "guidance_scale": 4, \
        "lora_combined_1": "offset : 0.1", "loras": [["offset", 0.1, "4852"]], "metadata_scheme": "fooocus", \
        "negative_prompt": "blurry", "performance": "Speed", "prompt": "a cat", "resolution": "(1152, 896)", \
        "sampler": "dpmpp_2m_sde_gpu", "scheduler": "karras", "seed": "5124579461274", "sharpness": 2, "steps": 30, \
        "styles": "['Fooocus V2']", "vae": "Default (model)", "version": "Fooocus v2.5.5"}
        """

    @Test("Fooocus's own scheme, in a PNG and as Pillow lays it into EXIF's first directory")
    func readsFooocus() throws {
        let expected = EmbeddedParameters(
            tool: .fooocus,
            prompt: "a cat",
            negativePrompt: "blurry",
            seed: 5_124_579_461_274,
            inferenceSteps: 30,
            guidanceScale: 4,
            scheduler: "dpmpp_2m_sde_gpu karras",
            model: "juggernautXL_v8Rundiffusion",
            width: 1152,
            height: 896,
            rawText: Self.fooocus
        )
        #expect(try read(["parameters": Self.fooocus, "fooocus_scheme": "fooocus"]) == expected)
        let block = WrittenEXIF(
            bigEndian: false,
            first: [.ascii(0x0131, "Fooocus v2.5.5"), .ascii(0x927C, "fooocus"), .ascii(0x9286, Self.fooocus)]
        )
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([block.segment])) == expected)
    }

    @Test(
        "JSON of nobody that is known is no parameters",
        arguments: [
            "{}", "[]", #"{"prompt": 5}"#, #"{"prompt": "a", "x": 1}"#, #"{"sui_image_params": {}}"#, "{\"a\":", "nul",
            #"{"version": "1"}"#,
        ]
    )
    func passesOverOtherJSON(text: String) throws {
        let block = WrittenEXIF.comment(text)
        #expect(EmbeddedParameters(of: try WrittenFile.jpeg([block.segment])) == nil)
        #expect(try read(["Comment": text, "Description": text]) == nil)
        #expect(try read(["invokeai_metadata": text, "sd-metadata": text, "prompt": text, "workflow": text]) == nil)
    }

    private func read(_ texts: KeyValuePairs<String, String>) throws -> EmbeddedParameters? {
        EmbeddedParameters(of: try WrittenFile.png(texts), timeZone: .gmt)
    }
}
