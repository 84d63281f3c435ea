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
        var walk = ComfyWalk(graph)
        let guider = graph.node(from: sampler["guider"])
        let schedule = graph.node(from: sampler["sigmas"])
        let size = walk.size(from: sampler)
        let noise = graph.node(from: sampler["noise"])
        let seed =
            walk.number(["seed", "noise_seed", "seed_num"], of: sampler) ?? walk.number(["noise_seed"], of: noise)
        let samplerName =
            walk.name(["sampler_name"], of: sampler)
            ?? walk.name(["sampler_name"], of: graph.node(from: sampler["sampler"]))
        return EmbeddedParameters(
            tool: .comfyUI,
            prompt: walk.prompt(.positive, of: sampler, guider: guider),
            negativePrompt: walk.prompt(.negative, of: sampler, guider: guider),
            seed: seed?.integer,
            inferenceSteps: (walk.number(["steps"], of: sampler) ?? walk.upstream(["steps"], from: schedule))?.int,
            guidanceScale: walk.guidance(of: sampler, guider: guider),
            scheduler: EmbeddedParameters.scheduler(
                samplerName,
                schedule: walk.name(["scheduler"], of: sampler) ?? walk.name(["scheduler"], of: schedule)
            ),
            model: walk.model(from: [sampler, guider, schedule]),
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
        let saved = outputs.lazy.compactMap { self.nearest(above: self.sources(of: $0), where: Self.isSampler) }.first
        guard var sampler = saved ?? nodes.first(where: Self.isSampler) else { return nil }
        var passed: Set = [sampler.id]
        while let latent = node(from: sampler["latent_image"] ?? sampler["latent"] ?? sampler["samples"]),
            let earlier = nearest(above: [latent], where: Self.isSampler), passed.insert(earlier.id).inserted
        {
            sampler = earlier
        }
        return sampler
    }

    private static func isSampler(_ node: Node) -> Bool {
        let hasLatent = (node["latent_image"] ?? node["latent"] ?? node["samples"]) != nil
        let hasStart = (node["seed"] ?? node["noise_seed"] ?? node["noise"]) != nil
        return hasLatent && hasStart && node.kind.lowercased().contains("sampl")
    }
}
