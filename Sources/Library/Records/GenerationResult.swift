/// What a generation brought.
public struct GenerationResult: Sendable {
    /// The files in the order of samples.
    public var files: [ImageFile]
    /// Seconds of compute that the service reports.
    public var inferenceSeconds: Double?
    /// In US dollars.
    public var cost: Double?
    /// How it compares to its parent, for a regeneration.
    public var verdict: Generation.Verdict?

    /// Creates a result.
    public init(files: [ImageFile], inferenceSeconds: Double?, cost: Double?, verdict: Generation.Verdict?) {
        self.files = files
        self.inferenceSeconds = inferenceSeconds
        self.cost = cost
        self.verdict = verdict
    }
}
