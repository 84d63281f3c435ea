extension EmbeddedParameters.Tool {
    /// The tool's name for people.
    public var name: String {
        switch self {
        case .automatic1111: "AUTOMATIC1111 or Forge"
        case .comfyUI: "ComfyUI"
        case .invokeAI: "InvokeAI"
        case .swarmUI: "SwarmUI"
        case .novelAI: "NovelAI"
        case .fooocus: "Fooocus"
        case .contactsheet: "Contactsheet"
        }
    }
}
