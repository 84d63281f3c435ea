import Foundation

/// What a tool wrote into a picture about how it was made, in the words of this library.
///
/// Everything is as the tool named it: a checkpoint's file name, a sampler's own spelling. Numbers that cannot be
/// meant (a width of a million, a seed beyond 63 bits) are left out; ``rawText`` has them still.
public struct EmbeddedParameters: Sendable, Hashable {
    /// A tool, by the form of what it wrote.
    public enum Tool: String, Sendable, Hashable, Codable, CaseIterable {
        /// AUTOMATIC1111's web UI, and those that write its text: Forge, SD.Next, Civitai.
        case automatic1111
        /// ComfyUI.
        case comfyUI
        /// InvokeAI, of any version.
        case invokeAI
        /// SwarmUI, earlier StableSwarmUI.
        case swarmUI
        /// NovelAI.
        case novelAI
        /// Fooocus and its offspring.
        case fooocus
        /// This program, in a download.
        case contactsheet
    }

    /// The tool that wrote it.
    public var tool: Tool
    /// The prompt; empty when there is none.
    public var prompt: String
    /// The negative prompt; empty when there is none.
    public var negativePrompt: String
    /// The seed.
    public var seed: Int64?
    /// The inference steps.
    public var inferenceSteps: Int?
    /// The guidance scale.
    public var guidanceScale: Double?
    /// The sampler, and behind it the schedule where the tool names one: `DPM++ 2M Karras`, `euler normal`.
    public var scheduler: String?
    /// The model, as written: mostly the name of a checkpoint's file.
    public var model: String?
    /// Pixels across as asked for; an upscaled picture is larger.
    public var width: Int?
    /// Pixels down as asked for.
    public var height: Int?
    /// When the picture was made.
    public var createdAt: Date?
    /// The text that all this was read from, exactly as found, and cut where it is longer than ``rawTextLimit``.
    public var rawText: String

    /// The most bytes of ``rawText``.
    public static let rawTextLimit = 256 << 10

    /// Takes the parameters as they are.
    public init(
        tool: Tool,
        prompt: String = "",
        negativePrompt: String = "",
        seed: Int64? = nil,
        inferenceSteps: Int? = nil,
        guidanceScale: Double? = nil,
        scheduler: String? = nil,
        model: String? = nil,
        width: Int? = nil,
        height: Int? = nil,
        createdAt: Date? = nil,
        rawText: String = ""
    ) {
        self.tool = tool
        self.prompt = prompt
        self.negativePrompt = negativePrompt
        self.seed = seed
        self.inferenceSteps = inferenceSteps
        self.guidanceScale = guidanceScale
        self.scheduler = scheduler
        self.model = model
        self.width = width
        self.height = height
        self.createdAt = createdAt
        self.rawText = rawText
    }
}
