extension EmbeddedParameters {
    /// The most bytes of a prompt, and of a name.
    private static let promptLimit = 64 << 10
    private static let nameLimit = 512

    /// The same within bounds: a text from outside is never longer, and a number never further off, than is of use.
    var bounded: EmbeddedParameters {
        var result = self
        result.prompt = prompt.cleaned(limit: Self.promptLimit)
        result.negativePrompt = negativePrompt.cleaned(limit: Self.promptLimit)
        result.scheduler = scheduler?.cleaned(limit: Self.nameLimit).nonEmpty
        result.model = model?.cleaned(limit: Self.nameLimit).nonEmpty
        result.seed = seed.flatMap { $0 >= 0 ? $0 : nil }
        result.inferenceSteps = inferenceSteps.flatMap { (1...100_000).contains($0) ? $0 : nil }
        result.guidanceScale = guidanceScale.flatMap { abs($0) < 1_000_000 ? $0 : nil }
        let hasSize = [width, height].allSatisfy { $0.map { (1...100_000).contains($0) } ?? false }
        result.width = hasSize ? width : nil
        result.height = hasSize ? height : nil
        result.rawText = rawText.cut(to: Self.rawTextLimit)
        return result
    }

    /// Whether anything was found at all.
    var isEmpty: Bool {
        prompt.isEmpty && negativePrompt.isEmpty && seed == nil && inferenceSteps == nil && guidanceScale == nil
            && scheduler == nil && model == nil && width == nil
    }

    /// A sampler's name with its schedule's behind it, unless that is the usual one or in the name already.
    static func scheduler(_ sampler: String?, schedule: String?) -> String? {
        guard let sampler = sampler?.nonEmpty else { return schedule?.nonEmpty }
        guard let schedule = schedule?.nonEmpty, schedule != "Automatic",
            !sampler.lowercased().hasSuffix(schedule.lowercased())
        else { return sampler }
        return "\(sampler) \(schedule)"
    }
}

extension String {
    /// Without spaces and line ends around it, nor zeros in it, and cut to so many bytes.
    func cleaned(limit: Int) -> String {
        let whole = utf8.contains(0) ? String(unicodeScalars.filter { $0 != "\0" }) : self
        return whole.trimmed.cut(to: limit)
    }

    /// Without spaces and line ends around it.
    var trimmed: String {
        let isBlank = { (byte: UInt8) in byte == 0x20 || (0x09...0x0D).contains(byte) }
        guard let start = utf8.firstIndex(where: { !isBlank($0) }), let end = utf8.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(self[start...end])
    }

    /// Its first bytes, ending between two characters' scalars.
    func cut(to limit: Int) -> String {
        guard utf8.count > limit else { return self }
        var end = utf8.index(startIndex, offsetBy: limit)
        while end > startIndex, utf8[end] & 0xC0 == 0x80 { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// Nil when it is empty.
    var nonEmpty: String? { isEmpty ? nil : self }
}
