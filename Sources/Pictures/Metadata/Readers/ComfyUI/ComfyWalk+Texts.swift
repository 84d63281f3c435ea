extension ComfyWalk {
    /// The prompts that a value leads to; nil when it leads to none, an empty list when to an empty one.
    ///
    /// The way goes through whatever combines, guides or restricts them, and through nodes that hold or join strings.
    mutating func texts(_ value: JSON?, _ side: Side, depth: Int = 0) -> [String]? {
        if let text = value?.string { return text.trimmed.isEmpty ? [] : [text] }
        guard let node = graph.node(from: value), mayGo(to: depth) else { return nil }
        return texts(of: node, side, depth: depth)
    }

    /// The prompts that a node holds or leads to.
    mutating func texts(of node: ComfyGraph.Node, _ side: Side, depth: Int) -> [String]? {
        if node.kind.contains("ZeroOut") { return [] }
        if let joined = joined(node, side, depth: depth) { return joined }
        for name in side.names {
            if let found = texts(node[name], side, depth: depth + 1) { return found }
        }
        for group in Self.encoders {
            if let found = all(group.compactMap { node[$0] }, side, depth: depth) { return found }
        }
        let conditionings = node.inputs.filter { $0.name.hasPrefix("conditioning") }.map(\.value)
        if let found = all(conditionings, side, depth: depth) { return found }
        for input in node.inputs where !Self.isOfAnotherKind(input.name) {
            if graph.node(from: input.value) != nil, let found = texts(input.value, side, depth: depth + 1) {
                return found
            }
        }
        return nil
    }

    /// The texts of several values, each once.
    private mutating func all(_ values: [JSON], _ side: Side, depth: Int) -> [String]? {
        var found: [String]?
        for value in values {
            guard let texts = texts(value, side, depth: depth + 1) else { continue }
            found = (found ?? []) + texts.filter { !(found ?? []).contains($0) }
        }
        return found
    }

    /// The text of a node that joins strings by a delimiter.
    private mutating func joined(_ node: ComfyGraph.Node, _ side: Side, depth: Int) -> [String]? {
        guard let delimiter = (node["delimiter"] ?? node["separator"])?.string else { return nil }
        var parts: [String] = []
        for input in node.inputs where Self.isOfText(input.name) {
            parts += texts(input.value, side, depth: depth + 1) ?? []
        }
        let ends = delimiter.replacing("\\n", with: "\n")
        return parts.isEmpty ? nil : [parts.joined(separator: ends)]
    }

    /// The inputs that hold a text, by the encoders that have them. The text that wildcards came to goes first.
    private static let encoders = [
        ["populated_text"], ["text_g", "text_l"], ["t5xxl", "clip_g", "clip_l"], ["mt5xl", "bert"], ["text"],
        ["user_prompt"], ["prompt"], ["string"], ["String"], ["Text"], ["value"], ["text_0"], ["wildcard_text"],
    ]

    private static func isOfText(_ name: String) -> Bool {
        ["text", "string", "prompt"].contains { name.lowercased().hasPrefix($0) }
    }

    /// Inputs that lead to something else than a prompt.
    private static func isOfAnotherKind(_ name: String) -> Bool {
        let others = [
            "model", "clip", "vae", "image", "pixels", "latent", "samples", "mask", "control", "noise", "sig",
        ]
        return others.contains { name.hasPrefix($0) }
    }
}
