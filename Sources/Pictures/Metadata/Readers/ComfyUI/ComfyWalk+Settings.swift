extension ComfyWalk {
    /// One of the two prompts; several that were combined stand on lines of their own.
    mutating func prompt(_ side: Side, of sampler: ComfyGraph.Node, guider: ComfyGraph.Node?) -> String {
        guard let guider else { return texts(of: sampler, side, depth: 0)?.joined(separator: "\n") ?? "" }
        // A guider with a single conditioning knows no negative prompt.
        if side == .negative, guider["negative"] == nil { return "" }
        return texts(of: guider, side, depth: 0)?.joined(separator: "\n") ?? ""
    }

    /// The guidance scale; a model that is distilled has its own, on the way to the prompt, and CFG stays at 1.
    mutating func guidance(of sampler: ComfyGraph.Node, guider: ComfyGraph.Node?) -> Double? {
        let cfg = (number(["cfg"], of: sampler) ?? number(["cfg"], of: guider))?.double
        if let cfg, cfg != 1 { return cfg }
        let start = guider ?? sampler
        let distilled = first(
            from: graph.node(from: start["positive"] ?? start["conditioning"]),
            through: { $0.hasPrefix("conditioning") || $0 == "positive" },
            read: { walk, node in walk.number(["guidance"], of: node) }
        )
        return distilled?.double ?? cfg
    }

    /// A number by its name, on a node or further up the same kind of link.
    mutating func upstream(_ names: [String], from node: ComfyGraph.Node?) -> JSON? {
        first(from: node, through: { $0.hasPrefix("sigmas") }, read: { walk, node in walk.number(names, of: node) })
    }

    /// The name of the checkpoint, through whatever is laid over it.
    mutating func model(from nodes: [ComfyGraph.Node?]) -> String? {
        let names = ["ckpt_name", "unet_name", "base_ckpt_name", "model_name", "gguf_name", "checkpoint"]
        for node in nodes {
            let found = first(
                from: node,
                through: { $0.hasPrefix("model") || $0.hasPrefix("unet") || $0.hasSuffix("pipe") },
                read: { walk, node in walk.name(names, of: node) }
            )
            if let found { return found }
        }
        return nil
    }

    /// The size of the empty picture that the sampler began with.
    mutating func size(from sampler: ComfyGraph.Node) -> WrittenSize? {
        let ways = ["latent", "samples", "pixels", "image"]
        return first(
            from: sampler,
            through: { name in ways.contains { name.hasPrefix($0) } },
            read: { walk, node in
                let width = walk.number(["width", "empty_latent_width"], of: node)?.int
                let height = walk.number(["height", "empty_latent_height"], of: node)?.int
                if let width, let height { return WrittenSize(width: width, height: height) }
                return (node["resolution"] ?? node["dimensions"])?.string.flatMap(WrittenSize.init)
            }
        )
    }
}
