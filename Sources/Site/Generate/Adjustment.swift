import Catalog

/// What a button of the form does, other than generate: the same with and without scripts.
enum Adjustment: Equatable {
    /// Draw a seed now.
    case dice
    /// Leave the seed to chance.
    case random
    /// Set both sides.
    case shape(width: String, height: String)
    /// Take the model's suggestion for a text.
    case suggest(parameter: String)
    /// Forget the prompt of the library that it began with.
    case forgetPrompt
    /// Read the prompt for its fields and choices.
    case update
    /// Show some of the prompts that can be drawn.
    case samples
    /// Take this seed.
    case seed(String)

    /// Reads a button's value; `nil` for one that generates.
    init?(_ value: String?) {
        let words = (value ?? "").split(separator: " ", maxSplits: 1).map(String.init)
        switch words.first {
        case "dice": self = .dice
        case "random": self = .random
        case "forget-prompt": self = .forgetPrompt
        case "shape":
            let sides = (words.last ?? "").split(separator: "x").map(String.init)
            guard sides.count == 2 else { return nil }
            self = .shape(width: sides[0], height: sides[1])
        case "suggest": self = .suggest(parameter: words.last ?? "")
        case "update": self = .update
        case "samples": self = .samples
        case "seed": self = .seed(words.last ?? "")
        default: return nil
        }
    }

    func apply(to form: inout RequestForm, drawSeed: () -> Int64) {
        switch self {
        case .dice: form.set(.seed, String(drawSeed()))
        case .random: form.set(.seed, "")
        case .forgetPrompt: form.source = nil
        case .shape(let width, let height):
            form.set(.width, width)
            form.set(.height, height)
        case .suggest(let name):
            guard let parameter = form.model.parameter(named: name), let text = parameter.suggestion else { return }
            form.texts[name] = text
        case .update: break
        case .samples: form.words.sampleSeed = Int64(form.text(.seed)) ?? drawSeed()
        case .seed(let seed): form.set(.seed, seed)
        }
    }
}
