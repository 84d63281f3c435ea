/// Walks up a graph from one of its samplers, in a bounded number of steps: a graph from outside may go in circles.
struct ComfyWalk {
    /// Which of the two prompts is looked for.
    enum Side {
        case positive, negative

        /// The names of inputs that lead to it, on nodes that have both.
        var names: [String] {
            switch self {
            case .positive: ["positive", "text_positive", "positive_prompt"]
            case .negative: ["negative", "text_negative", "negative_prompt"]
            }
        }
    }

    let graph: ComfyGraph
    private var steps = 1000
    private static let depthLimit = 64

    /// Starts with all its steps.
    init(_ graph: ComfyGraph) {
        self.graph = graph
    }

    /// Counts a step; false when there were too many, or the way is too long.
    mutating func mayGo(to depth: Int) -> Bool {
        steps -= 1
        return steps > 0 && depth < Self.depthLimit
    }

    /// The first value up the way that `read` finds, following the inputs of certain names.
    mutating func first<Value>(
        from node: ComfyGraph.Node?,
        through isFollowed: (String) -> Bool,
        depth: Int = 0,
        read: (inout ComfyWalk, ComfyGraph.Node) -> Value?
    ) -> Value? {
        guard let node, mayGo(to: depth) else { return nil }
        if let value = read(&self, node) { return value }
        for input in node.inputs where isFollowed(input.name) {
            let source = graph.node(from: input.value)
            if let value = first(from: source, through: isFollowed, depth: depth + 1, read: read) { return value }
        }
        return nil
    }

    /// A number by any of these names, written there or linked from a node that holds one.
    mutating func number(_ names: [String], of node: ComfyGraph.Node?, depth: Int = 0) -> JSON? {
        guard let node, mayGo(to: depth) else { return nil }
        for name in names {
            guard let value = node[name] else { continue }
            if value.double != nil { return value }
            let holders = names + ["value", "int", "float", "number", "Value", "Number", "INT", "FLOAT", "seed", "a"]
            if let found = number(holders, of: graph.node(from: value), depth: depth + 1) { return found }
        }
        // A node that only passes on, such as Reroute.
        guard node.inputs.count == 1, depth > 0 else { return nil }
        return number(names, of: graph.node(from: node.inputs[0].value), depth: depth + 1)
    }

    /// A text by any of these names, written there or linked from a node that holds one.
    mutating func name(_ names: [String], of node: ComfyGraph.Node?, depth: Int = 0) -> String? {
        guard let node, mayGo(to: depth) else { return nil }
        for name in names {
            guard let value = node[name] else { continue }
            // Some loaders keep the name in an object, beside its thumbnail.
            if let text = value.string ?? value["content"]?.string { return text }
            let holders = names + ["value", "string", "text"]
            if let found = self.name(holders, of: graph.node(from: value), depth: depth + 1) { return found }
        }
        return nil
    }
}

extension ComfyGraph {
    /// Asks one question, with all the steps for it.
    func ask<Answer>(_ question: (inout ComfyWalk) -> Answer) -> Answer {
        var walk = ComfyWalk(self)
        return question(&walk)
    }
}
