/// What a generation brought.
public struct GenerationResult: Sendable {
    /// The files by the number of their sample.
    public var files: [(sample: Int, file: ImageFile)]
    /// Seconds of compute that the service reports.
    public var inferenceSeconds: Double?
    /// How it compares to its parent, for a regeneration.
    public var verdict: Generation.Verdict?
    /// What is missing, when not every sample could be kept.
    public var remark: String?

    /// Creates a result.
    public init(
        files: [(sample: Int, file: ImageFile)],
        inferenceSeconds: Double? = nil,
        verdict: Generation.Verdict? = nil,
        remark: String? = nil
    ) {
        self.files = files
        self.inferenceSeconds = inferenceSeconds
        self.verdict = verdict
        self.remark = remark
    }
}
