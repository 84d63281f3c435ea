extension ComfyGraph {
    /// Reads the form of the editor, under `workflow` in a file: nodes with the values of their widgets by position,
    /// and a list of links.
    ///
    /// It does not name its widgets, so only those of the usual nodes are known.
    init?(workflow json: JSON) {
        var origins: [String: JSON] = [:]
        for link in json["links"]?.elements ?? [] {
            let parts = link.elements
            if parts.count >= 5, let id = parts[0].key { origins[id] = .array([parts[1], parts[2]]) }
        }
        self.init(
            (json["nodes"]?.elements ?? []).compactMap { node in
                guard let id = node["id"]?.key, let kind = node["type"]?.string else { return nil }
                let links = (node["inputs"]?.elements ?? []).compactMap { input -> JSON.Member? in
                    guard let name = input["name"]?.string, let link = input["link"]?.key, let origin = origins[link]
                    else { return nil }
                    return .init(name: name, value: origin)
                }
                return Node(id: id, kind: kind, inputs: links + Self.widgets(of: node, kind: kind))
            }
        )
    }

    private static func widgets(of node: JSON, kind: String) -> [JSON.Member] {
        let values = node["widgets_values"]
        if case .object(let members) = values { return members }
        return zip(widgetNames[kind] ?? [], values?.elements ?? []).map { .init(name: $0, value: $1) }
    }

    /// The widgets of the usual nodes in their order. Behind a seed stands what is done with it after the run.
    private static let widgetNames: [String: [String]] = [
        "KSampler": ["seed", "seed_after", "steps", "cfg", "sampler_name", "scheduler", "denoise"],
        "KSamplerAdvanced": ["add_noise", "noise_seed", "seed_after", "steps", "cfg", "sampler_name", "scheduler"],
        "SamplerCustom": ["add_noise", "noise_seed", "seed_after", "cfg"],
        "CLIPTextEncode": ["text"],
        "CLIPTextEncodeSDXL": [
            "width", "height", "crop_w", "crop_h", "target_width", "target_height", "text_g", "text_l",
        ],
        "CLIPTextEncodeFlux": ["clip_l", "t5xxl", "guidance"],
        "CheckpointLoaderSimple": ["ckpt_name"],
        "UNETLoader": ["unet_name"],
        "UnetLoaderGGUF": ["unet_name"],
        "EmptyLatentImage": ["width", "height"],
        "EmptySD3LatentImage": ["width", "height"],
        "RandomNoise": ["noise_seed"],
        "KSamplerSelect": ["sampler_name"],
        "BasicScheduler": ["scheduler", "steps"],
        "FluxGuidance": ["guidance"],
        "CFGGuider": ["cfg"],
        "PrimitiveNode": ["value"],
        "PrimitiveString": ["value"],
        "PrimitiveStringMultiline": ["value"],
        "PrimitiveInt": ["value"],
    ]
}

extension JSON {
    /// A number or a string as the id of a node or a link.
    fileprivate var key: String? {
        switch self {
        case .number(let text), .string(let text): text
        default: nil
        }
    }
}
