import HTTPTypes
import Library

extension VoteFault {
    var status: HTTPResponse.Status {
        switch self {
        case .missing: .notFound
        case .unfit: .badRequest
        case .judged: .conflict
        }
    }
}

extension Contest {
    /// What people call it.
    var label: String {
        switch self {
        case .model: "Model"
        case .scheduler: "Scheduler"
        case .guidanceScale: "Guidance scale"
        case .inferenceSteps: "Inference steps"
        case .size: "Size"
        case .negativePrompt: "Negative prompt"
        }
    }
}

extension Site {
    /// A contestant as people call it.
    func contestantName(_ name: String, in contest: Contest) -> String {
        switch contest {
        case .model: modelNames[name] ?? name
        case .size where !name.isEmpty: name.replacing("x", with: " × ")
        case .negativePrompt where !name.isEmpty: Words.excerpt(name, 80)
        default: name.isEmpty ? "none" : name
        }
    }
}
