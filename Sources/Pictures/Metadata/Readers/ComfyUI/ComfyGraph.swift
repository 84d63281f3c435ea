/// ComfyUI's graph as it was run: nodes by their id, each with its kind and its inputs.
///
/// An input is a value, or a link: a list of another node's id and the number of its output.
struct ComfyGraph {
    /// One node.
    struct Node {
        let id: String
        /// Its class, such as `KSampler`.
        let kind: String
        let inputs: [JSON.Member]

        /// An input by its name.
        subscript(name: String) -> JSON? { inputs.first { $0.name == name }?.value }
    }

    /// The largest graphs of people have some hundred nodes, and the widest nodes some fifty inputs.
    private static let nodeLimit = 4000
    private static let inputLimit = 100

    /// The nodes in the order of the text.
    let nodes: [Node]
    private let places: [String: Int]

    /// Takes nodes; nil when there is none, or more than anybody draws.
    init?(_ nodes: [Node]) {
        guard (1...Self.nodeLimit).contains(nodes.count), nodes.allSatisfy({ $0.inputs.count <= Self.inputLimit })
        else { return nil }
        self.nodes = nodes
        places = Dictionary(nodes.indices.map { (nodes[$0].id, $0) }) { first, _ in first }
    }

    /// Reads the form that is sent to be run, under `prompt` in a file: `{"3": {"class_type": …, "inputs": {…}}}`.
    init?(_ json: JSON) {
        self.init(
            json.members.compactMap { member in
                member.value["class_type"]?.string.map { kind in
                    Node(id: member.name, kind: kind, inputs: member.value["inputs"]?.members ?? [])
                }
            }
        )
    }

    /// The node that a link comes from; nil for any other value.
    func node(from value: JSON?) -> Node? {
        guard case .array(let link) = value, link.count == 2, link[1].int != nil else { return nil }
        let id: String? =
            switch link[0] {
            case .string(let id), .number(let id): id
            default: nil
            }
        return id.flatMap { places[$0] }.map { nodes[$0] }
    }

    /// The nodes that a node's inputs come from.
    func sources(of node: Node) -> [Node] {
        node.inputs.compactMap { self.node(from: $0.value) }
    }

    /// The node nearest upstream for which something holds, the start itself not counted.
    func nearest(above start: [Node], where holds: (Node) -> Bool) -> Node? {
        var seen: Set<String> = []
        var front = start
        while !front.isEmpty {
            if let found = front.first(where: holds) { return found }
            seen.formUnion(front.map(\.id))
            var next: [Node] = []
            for source in front.flatMap(sources) where seen.insert(source.id).inserted { next.append(source) }
            front = next
        }
        return nil
    }
}
