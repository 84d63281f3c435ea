/// One picture to paint: what a request asks for, and which of its samples.
public struct PaintOrder: Sendable, Hashable {
    /// The model's slug; an unknown one is painted in the manner of one of the known.
    public var model: String
    /// What to paint.
    public var prompt: String
    /// What to leave out.
    public var negativePrompt: String
    /// Pixels across.
    public var width: Int
    /// Pixels down.
    public var height: Int
    /// More steps bring more detail.
    public var inferenceSteps: Int
    /// More guidance brings more contrast and colour.
    public var guidanceScale: Double
    /// The scheduler's name decides on the texture.
    public var scheduler: String
    /// Another seed is another composition.
    public var seed: Int64
    /// The number of the picture within its request, from 0.
    public var sample: Int

    /// Takes the parameters as they are; they are not checked.
    public init(
        model: String,
        prompt: String,
        negativePrompt: String = "",
        width: Int = 1024,
        height: Int = 1024,
        inferenceSteps: Int = 25,
        guidanceScale: Double = 7,
        scheduler: String = "UniPC",
        seed: Int64,
        sample: Int = 0
    ) {
        self.model = model
        self.prompt = prompt
        self.negativePrompt = negativePrompt
        self.width = width
        self.height = height
        self.inferenceSteps = inferenceSteps
        self.guidanceScale = guidanceScale
        self.scheduler = scheduler
        self.seed = seed
        self.sample = sample
    }
}
