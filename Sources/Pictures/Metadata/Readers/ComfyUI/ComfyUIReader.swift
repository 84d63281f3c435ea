/// What ComfyUI writes: the graph that was run under `prompt`, and the editor's under `workflow`.
///
/// Neither says what the prompt or the seed is. They are found by going up from the node that saved the picture to
/// the sampler that began it, and from there along its inputs.
enum ComfyUIReader {
    /// Reads the texts of a file, the graph that was run first.
    static func parameters(in texts: PictureTexts) -> EmbeddedParameters? {
        if let text = texts[keyword: "prompt"], let graph = JSON(text).flatMap({ ComfyGraph($0) }),
            let found = parameters(of: graph, text: text)
        {
            return found
        }
        guard let text = texts[keyword: "workflow"], let graph = JSON(text).flatMap(ComfyGraph.init(workflow:))
        else { return nil }
        return parameters(of: graph, text: text)
    }

    /// Reads an object that is a graph, or holds one under `prompt`; nil when it is neither.
    static func parameters(of json: JSON, text: String) -> EmbeddedParameters? {
        guard let graph = json["prompt"].flatMap({ ComfyGraph($0) }) ?? ComfyGraph(json) else { return nil }
        return parameters(of: graph, text: text)
    }

    private static func parameters(of graph: ComfyGraph, text: String) -> EmbeddedParameters? {
        guard let sampler = graph.firstSampler else { return nil }
        let guider = graph.node(from: sampler["guider"])
        let schedule = graph.node(from: sampler["sigmas"])
        let noise = graph.node(from: sampler["noise"])
        let selection = graph.node(from: sampler["sampler"])
        let seeds = ["seed", "noise_seed", "seed_num"]
        let seed = graph.ask { $0.number(seeds, of: sampler) ?? $0.number(seeds, of: noise) }
        let steps = graph.ask { $0.number(["steps"], of: sampler) ?? $0.upstream(["steps"], from: schedule) }
        let size = graph.ask { $0.size(from: sampler) }
        return EmbeddedParameters(
            tool: .comfyUI,
            prompt: graph.ask { $0.prompt(.positive, of: sampler, guider: guider) },
            negativePrompt: graph.ask { $0.prompt(.negative, of: sampler, guider: guider) },
            seed: seed?.integer,
            inferenceSteps: steps?.int,
            guidanceScale: graph.ask { $0.guidance(of: sampler, guider: guider) },
            scheduler: EmbeddedParameters.scheduler(
                graph.ask { $0.name(["sampler_name"], of: sampler) ?? $0.name(["sampler_name"], of: selection) },
                schedule: graph.ask { $0.name(["scheduler"], of: sampler) ?? $0.name(["scheduler"], of: schedule) }
            ),
            model: graph.ask { $0.model(from: [sampler, guider, schedule]) },
            width: size?.width,
            height: size?.height,
            rawText: text
        )
    }
}

extension ComfyGraph {
    /// The sampler that began the picture: the nearest to a node that saves or shows one, and of several in a row
    /// (a second pass in a larger size, a refiner) the first.
    var firstSampler: Node? {
        let outputs = nodes.filter { $0.kind.contains("Save") } + nodes.filter { $0.kind.contains("Preview") }
        let saved = outputs.prefix(Self.reach).lazy.compactMap {
            self.nearest(above: self.sources(of: $0), where: Self.isSampler)
        }.first
        guard var sampler = saved ?? nodes.first(where: Self.isSampler) else { return nil }
        var passed: Set = [sampler.id]
        while passed.count < Self.reach,
            let latent = node(from: sampler["latent_image"] ?? sampler["latent"] ?? sampler["samples"]),
            let earlier = nearest(above: [latent], where: Self.isSampler), passed.insert(earlier.id).inserted
        {
            sampler = earlier
        }
        return sampler
    }

    /// How many outputs, and how many samplers in a row, are looked at.
    private static let reach = 16

    private static func isSampler(_ node: Node) -> Bool {
        let hasLatent = (node["latent_image"] ?? node["latent"] ?? node["samples"]) != nil
        let hasStart = (node["seed"] ?? node["noise_seed"] ?? node["noise"]) != nil
        return hasLatent && hasStart && node.kind.lowercased().contains("sampl")
    }
}
