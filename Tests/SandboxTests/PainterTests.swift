import Pictures
import Testing

@testable import Sandbox

@Suite struct PainterTests {
    private static let models = [
        "sdxl1.0-realdream-lightning", "sdxl1.0-newreality-lightning", "sdxl1.0-dreamshaper",
        "sdxl1.0-yamers-realistic", "sdxl1.0-realvis", "a-model-of-tomorrow",
    ]

    private func order(_ model: String = "sdxl1.0-dreamshaper", seed: Int64 = 4711) -> PaintOrder {
        PaintOrder(
            model: model,
            prompt: "a red fox under snowy mountains, golden hour",
            width: 320,
            height: 256,
            seed: seed
        )
    }

    @Test(arguments: models)
    func theSameOrderIsTheSamePicture(_ model: String) {
        let picture = Painter().paint(order(model))
        #expect(picture == Painter().paint(order(model)))
        #expect(picture.width == 320 && picture.height == 256)
        #expect(picture.rgb.count == 320 * 256 * 3)
    }

    @Test(arguments: models)
    func everyParameterChangesThePicture(_ model: String) {
        let original = Painter().paint(order(model))
        let changes: [(inout PaintOrder) -> Void] = [
            { $0.prompt += ", teal" }, { $0.negativePrompt = "blurry" }, { $0.inferenceSteps += 1 },
            { $0.guidanceScale += 0.5 }, { $0.scheduler = "Euler a" }, { $0.seed += 1 }, { $0.sample = 1 },
        ]
        for (number, change) in changes.enumerated() {
            var other = order(model)
            change(&other)
            #expect(Painter().paint(other) != original, "change \(number)")
        }
    }

    @Test func theModelsPaintDifferently() {
        let pictures = Set(Self.models.map { SHA256Digest(of: Painter().paint(order($0)).rgb) })
        #expect(pictures.count == Self.models.count)
    }

    @Test(arguments: [(512, 512), (512, 2048), (2048, 512), (520, 1000)])
    func everySizeIsPaintedWhole(_ width: Int, _ height: Int) {
        var wide = order()
        (wide.width, wide.height) = (width, height)
        let picture = Painter().paint(wide)
        #expect(picture.rgb.count == width * height * 3)
        // Painted, not left blank: the picture has many colours from edge to edge.
        #expect(Set(stride(from: 0, to: picture.rgb.count, by: 997).map { picture.rgb[$0] }).count > 16)
    }

    /// The bytes do not depend on the machine; a change of the painter changes this on purpose.
    @Test func aKnownPictureKeepsItsBytes() {
        let digest = SHA256Digest(of: Painter().paint(order("sdxl1.0-realvis")).rgb)
        #expect(digest.description == "bd98eb10c1528b8f1462e08109780c4e860d7039de526e574639f07af74c5181")
    }
}
