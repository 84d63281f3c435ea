/// ComfyUI's graphs as its `SaveImage` writes them.
enum Graphs {
    static func usual(seed: String) -> String {
        """
        {"3": {"inputs": {"seed": \(seed), "steps": 20, "cfg": 8.0, "sampler_name": "dpmpp_2m", "scheduler": "karras", \
        "denoise": 1.0, "model": ["10", 0], "positive": ["6", 0], "negative": ["7", 0], "latent_image": ["5", 0]}, \
        "class_type": "KSampler", "_meta": {"title": "KSampler"}}, \
        "4": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "SDXL/dreamshaper_8.safetensors"}}, \
        "5": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 768, "batch_size": 1}}, \
        "6": {"class_type": "CLIPTextEncode", "inputs": {"text": "a lighthouse \\u00e9", "clip": ["4", 1]}}, \
        "7": {"class_type": "CLIPTextEncode", "inputs": {"text": "text, watermark", "clip": ["4", 1]}}, \
        "8": {"class_type": "VAEDecode", "inputs": {"samples": ["3", 0], "vae": ["4", 2]}}, \
        "9": {"class_type": "SaveImage", "inputs": {"filename_prefix": "ComfyUI", "images": ["8", 0]}}, \
        "10": {"class_type": "LoraLoader", "inputs": {"lora_name": "ink.safetensors", "strength_model": 0.8, \
        "model": ["4", 0], "clip": ["4", 1]}}}
        """
    }

    static let baseAndRefiner = """
        {"1": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl_base_1.0.safetensors"}},
         "2": {"class_type": "CheckpointLoaderSimple", "inputs": {"ckpt_name": "sd_xl_refiner_1.0.safetensors"}},
         "3": {"class_type": "CLIPTextEncodeSDXL", "inputs": {"width": 4096, "height": 4096, "text_g": ["20", 0], \
        "text_l": "oil on canvas", "clip": ["1", 1]}},
         "4": {"class_type": "CLIPTextEncodeSDXL", "inputs": {"width": 4096, "text_g": "photo", "text_l": "photo"}},
         "5": {"class_type": "EmptyLatentImage", "inputs": {"width": ["21", 0], "height": ["22", 0], "batch_size": 1}},
         "6": {"class_type": "KSamplerAdvanced", "inputs": {"add_noise": "enable", "noise_seed": ["23", 0], "steps": 25, \
        "cfg": 8, "sampler_name": "euler", "scheduler": "normal", "start_at_step": 0, "end_at_step": 20, \
        "model": ["1", 0], "positive": ["3", 0], "negative": ["4", 0], "latent_image": ["5", 0]}},
         "7": {"class_type": "CLIPTextEncodeSDXLRefiner", "inputs": {"ascore": 6, "text": "refined", "clip": ["2", 1]}},
         "8": {"class_type": "KSamplerAdvanced", "inputs": {"add_noise": "disable", "noise_seed": 0, "steps": 30, \
        "cfg": 8, "sampler_name": "euler", "scheduler": "normal", "model": ["2", 0], "positive": ["7", 0], \
        "negative": ["7", 0], "latent_image": ["6", 0]}},
         "9": {"class_type": "VAEDecode", "inputs": {"samples": ["8", 0], "vae": ["1", 2]}},
         "10": {"class_type": "SaveImage", "inputs": {"images": ["9", 0]}},
         "20": {"class_type": "PrimitiveStringMultiline", "inputs": {"value": "a castle"}},
         "21": {"class_type": "PrimitiveInt", "inputs": {"value": 1024}},
         "22": {"class_type": "Reroute", "inputs": {"": ["24", 0]}},
         "23": {"class_type": "Seed (rgthree)", "inputs": {"seed": 721897}},
         "24": {"class_type": "PrimitiveInt", "inputs": {"value": 1152}}}
        """

    static let flux = """
        {"6": {"class_type": "CLIPTextEncode", "inputs": {"clip": ["11", 0], "text": "a fox in snow"}},
         "26": {"class_type": "FluxGuidance", "inputs": {"conditioning": ["6", 0], "guidance": 3.5}},
         "25": {"class_type": "RandomNoise", "inputs": {"noise_seed": 42}},
         "27": {"class_type": "EmptySD3LatentImage", "inputs": {"width": 896, "height": 1152, "batch_size": 1}},
         "16": {"class_type": "KSamplerSelect", "inputs": {"sampler_name": "euler"}},
         "17": {"class_type": "BasicScheduler", "inputs": {"model": ["30", 0], "scheduler": "beta", "steps": 30}},
         "22": {"class_type": "BasicGuider", "inputs": {"model": ["47", 0], "conditioning": ["26", 0]}},
         "13": {"class_type": "SamplerCustomAdvanced", "inputs": {"noise": ["25", 0], "guider": ["22", 0], \
        "sampler": ["16", 0], "sigmas": ["17", 0], "latent_image": ["27", 0]}},
         "8": {"class_type": "VAEDecode", "inputs": {"samples": ["13", 0], "vae": ["10", 0]}},
         "9": {"class_type": "SaveImage", "inputs": {"images": ["8", 0]}},
         "30": {"class_type": "ModelSamplingFlux", "inputs": {"model": ["47", 0], "width": 896}},
         "47": {"class_type": "LoraLoaderModelOnly", "inputs": {"model": ["12", 0], "lora_name": "x.safetensors"}},
         "12": {"class_type": "UNETLoader", "inputs": {"unet_name": "flux1-dev.safetensors"}}}
        """

    static let longWays = """
        {"1": {"class_type": "KSampler", "inputs": {"seed": 9, "steps": 8, "cfg": 2, "sampler_name": "lcm", \
        "scheduler": "sgm_uniform", "model": ["2", 0], "positive": ["3", 0], "negative": ["3", 1], \
        "latent_image": ["9", 0]}},
         "2": {"class_type": "CheckpointLoader|pysssss", "inputs": {"ckpt_name": {"content": "m.safetensors", "image": null}}},
         "3": {"class_type": "ControlNetApplyAdvanced", "inputs": {"strength": 1, "positive": ["4", 0], \
        "negative": ["7", 0], "control_net": ["30", 0], "image": ["31", 0]}},
         "4": {"class_type": "ConditioningCombine", "inputs": {"conditioning_1": ["5", 0], "conditioning_2": ["6", 0]}},
         "5": {"class_type": "CLIPTextEncode", "inputs": {"text": ["10", 0], "clip": ["2", 1]}},
         "6": {"class_type": "ConditioningSetArea", "inputs": {"conditioning": ["8", 0], "width": 64, "height": 64}},
         "7": {"class_type": "CLIPTextEncode", "inputs": {"text": ["12", 0], "clip": ["2", 1]}},
         "8": {"class_type": "CLIPTextEncode", "inputs": {"text": "a throne", "clip": ["2", 1]}},
         "9": {"class_type": "EmptyLatentImage", "inputs": {"width": 512, "height": 512}},
         "10": {"class_type": "Text Concatenate", "inputs": {"delimiter": ", ", "clean_whitespace": "true", \
        "text_a": ["11", 0], "text_b": "marble"}},
         "11": {"class_type": "Text Multiline", "inputs": {"text": "a hall"}},
         "12": {"class_type": "Reroute", "inputs": {"": ["13", 1]}},
         "13": {"class_type": "SDXLPromptStyler", "inputs": {"text_positive": "unused", "text_negative": "people", \
        "style": "base"}},
         "20": {"class_type": "PreviewImage", "inputs": {"images": ["21", 0]}},
         "21": {"class_type": "VAEDecode", "inputs": {"samples": ["1", 0]}}}
        """

    static let efficient = """
        {"1": {"class_type": "Efficient Loader", "inputs": {"ckpt_name": "realistic_vision_5.0.safetensors", \
        "vae_name": "Baked VAE", "lora_name": "None", "positive": ["7", 0], "negative": "ugly", \
        "empty_latent_width": 640, "empty_latent_height": 512, "batch_size": 1}},
         "2": {"class_type": "KSampler (Efficient)", "inputs": {"seed": 185001115171524, "steps": 20, "cfg": 7, \
        "sampler_name": "euler", "scheduler": "normal", "model": ["1", 0], "positive": ["1", 1], "negative": ["1", 2], \
        "latent_image": ["1", 3], "optional_vae": ["1", 4]}},
         "7": {"class_type": "CR Prompt Text", "inputs": {"prompt": "photograph of a living room"}},
         "9": {"class_type": "SaveImage", "inputs": {"images": ["2", 5]}}}
        """

    static let workflow = """
        {"last_node_id": 9, "nodes": [
          {"id": 3, "type": "KSampler", "inputs": [{"name": "model", "type": "MODEL", "link": 1}, \
        {"name": "positive", "link": 4}, {"name": "negative", "link": 6}, {"name": "latent_image", "link": 2}], \
        "widgets_values": [77, "randomize", 20, 8, "euler", "normal", 1]},
          {"id": 4, "type": "CheckpointLoaderSimple", "inputs": [], "widgets_values": ["v1-5.safetensors"]},
          {"id": 5, "type": "EmptyLatentImage", "widgets_values": [512, 640, 1]},
          {"id": 6, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 3}], "widgets_values": ["a lighthouse"]},
          {"id": 7, "type": "CLIPTextEncode", "inputs": [{"name": "clip", "link": 5}], "widgets_values": ["text"]},
          {"id": 8, "type": "VAEDecode", "inputs": [{"name": "samples", "link": 7}]},
          {"id": 9, "type": "SaveImage", "inputs": [{"name": "images", "link": 9}], "widgets_values": ["ComfyUI"]}],
         "links": [[1, 4, 0, 3, 0, "MODEL"], [2, 5, 0, 3, 3, "LATENT"], [3, 4, 1, 6, 0, "CLIP"], \
        [4, 6, 0, 3, 1, "CONDITIONING"], [5, 4, 1, 7, 0, "CLIP"], [6, 7, 0, 3, 2, "CONDITIONING"], \
        [7, 3, 0, 8, 0, "LATENT"], [9, 8, 0, 9, 0, "IMAGE"]], "version": 0.4}
        """
}
