/// What the painter reads out of an order.
struct Interpretation: Sendable {
    /// How the scheduler's name shows in the surface.
    enum Texture: Int, Sendable, CaseIterable {
        case film, canvas, paper, weave, smooth
    }

    var manner: Manner
    var land: Land
    var figure: Figure?
    var palette: Palette
    /// From 0 to 1, by the inference steps.
    var detail: Float
    /// 1 is usual, by the guidance scale.
    var contrast: Float
    /// 1 is usual, by the guidance scale.
    var saturation: Float
    /// From 0 to 1; a negative prompt against blur or low quality sharpens.
    var crispness: Float
    var texture: Texture
    /// Decides where things stand: the model, the seed and the sample.
    var composition: Dice
    /// Decides on what is small: everything in the order, so that nothing changes without a trace.
    var trifles: Dice

    init(_ order: PaintOrder) {
        let words = Self.words(of: order.prompt)
        let model = Dice.hash(order.model)
        let seed = UInt64(bitPattern: order.seed)
        let prompt = Dice.hash(order.prompt)
        let sample = UInt64(bitPattern: Int64(order.sample))
        composition = Dice(model, seed, sample)
        trifles = Dice(
            model,
            seed,
            sample,
            prompt,
            Dice.hash(order.negativePrompt),
            Dice.hash(order.scheduler),
            UInt64(bitPattern: Int64(order.inferenceSteps)),
            order.guidanceScale.bitPattern,
            UInt64(bitPattern: Int64(order.width)),
            UInt64(bitPattern: Int64(order.height))
        )
        manner = Manner(slug: order.model)
        var fancy = Dice(model, seed, sample, prompt)
        let figure = words.lazy.compactMap { Figure.words[$0] }.first
        self.figure = figure
        land = words.lazy.compactMap { Land.words[$0] }.first ?? manner.usualLand(for: figure, &fancy)
        let named = words.compactMap { Palette.words[$0] }
        let chosen = named.first ?? manner.usualPalette(for: land, &fancy)
        palette = chosen.turned(by: 9 * fancy.bell(), lighter: 0.025 * fancy.bell())
        if named.count > 1, let other = named.last { palette.accents[0] = other.accents[0] }
        let steps = Float(max(1, order.inferenceSteps))
        detail = steps / (steps + 12)
        let guidance = Float(max(0, order.guidanceScale))
        contrast = 0.94 + 0.3 * guidance / (guidance + 10)
        saturation = 0.9 + 0.36 * guidance / (guidance + 9)
        let unwanted = Set(Self.words(of: order.negativePrompt))
        crispness = unwanted.isDisjoint(with: ["blurry", "blur", "soft", "noisy", "low", "worst"]) ? 0.35 : 1
        texture = Texture.allCases[Int(Dice.hash(order.scheduler) % UInt64(Texture.allCases.count))]
        if !unwanted.isDisjoint(with: ["noisy", "noise", "grain"]) { texture = .smooth }
    }

    /// The prompt's words in lower case, in order, a plural also as its singular.
    private static func words(of text: String) -> [String] {
        text.lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }.flatMap { word -> [String] in
            let word = String(word)
            return word.count > 3 && word.hasSuffix("s") ? [word, String(word.dropLast())] : [word]
        }
    }
}
