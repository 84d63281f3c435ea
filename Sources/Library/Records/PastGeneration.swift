import Foundation

/// A generation that was made elsewhere with the same account, as the service's history tells of it.
public struct PastGeneration: Sendable {
    /// What a gallery shows and looks for in a request, read from its inputs.
    public struct Parameters: Sendable, Hashable {
        /// The prompt text.
        public var prompt = ""
        /// The negative prompt; empty when there is none.
        public var negativePrompt = ""
        /// In pixels.
        public var width: Int64?
        /// In pixels.
        public var height: Int64?
        /// How many inference steps.
        public var inferenceSteps: Int64?
        /// The guidance scale.
        public var guidanceScale: Double?
        /// The scheduler's name.
        public var scheduler: String?
        /// The seed.
        public var seed: Int64?
        /// How many pictures were asked for.
        public var samples: Int64 = 1

        /// Creates parameters of which nothing is known.
        public init() {}
    }

    /// The service's id for the request.
    public var requestID: String
    /// Who was asked: a base URL.
    public var service: String
    /// The model's slug.
    public var model: String
    /// The JSON that was sent.
    public var request: String
    /// What is in it.
    public var parameters: Parameters
    /// When it was sent.
    public var submittedAt: Date
    /// When it was done.
    public var finishedAt: Date
    /// Seconds that it took, where the service tells.
    public var inferenceSeconds: Double?
    /// The listed price in US dollars, where there is one.
    public var price: Double?
    /// What the service charged, in US dollars.
    public var cost: Double?
    /// The files by the number of their sample.
    public var files: [(sample: Int, file: ImageFile)]
    /// What is missing, when not every sample could be kept.
    public var remark: String?

    /// Creates a past generation.
    public init(
        requestID: String,
        service: String,
        model: String,
        request: String,
        parameters: Parameters,
        submittedAt: Date,
        finishedAt: Date,
        inferenceSeconds: Double? = nil,
        price: Double? = nil,
        cost: Double? = nil,
        files: [(sample: Int, file: ImageFile)],
        remark: String? = nil
    ) {
        self.requestID = requestID
        self.service = service
        self.model = model
        self.request = request
        self.parameters = parameters
        self.submittedAt = submittedAt
        self.finishedAt = finishedAt
        self.inferenceSeconds = inferenceSeconds
        self.price = price
        self.cost = cost
        self.files = files
        self.remark = remark
    }
}
