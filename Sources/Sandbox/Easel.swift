import Catalog
import Pictures

/// Paints requests, as many at once as there are cores and off Swift's own threads.
struct Easel: Sendable {
    private let paint: @Sendable (PaintOrder) throws -> [UInt8]
    private let workbench = Workbench(label: "sandbox.painter")

    /// An easel at which `paint` makes the bytes; they may depend on the order and nothing else.
    init(paint: @escaping @Sendable (PaintOrder) throws -> [UInt8]) {
        self.paint = paint
    }

    /// The painter's pictures as JPEG, or plain ones.
    static func jpeg(isPlain: Bool) -> Easel {
        let painter = Painter()
        return Easel { order in
            let pixels = isPlain ? PlainPicture.paint(order) : painter.paint(order)
            return try pixels.jpeg(quality: 88)
        }
    }

    /// A sample of a request.
    func picture(of model: Model, _ parameters: ParameterSet, sample: Int) async throws -> [UInt8] {
        let order = PaintOrder(model, parameters, sample: sample)
        return try await workbench.run { [paint] in try paint(order) }
    }
}

extension PaintOrder {
    /// The parameters by their meaning; a model that lacks one gets a neutral value.
    init(_ model: Model, _ parameters: ParameterSet, sample: Int) {
        func text(_ role: ParameterRole) -> String { model.value(role, in: parameters)?.text ?? "" }
        func integer(_ role: ParameterRole) -> Int64? { Int64(text(role)) }
        self.init(
            model: model.slug,
            prompt: text(.prompt),
            negativePrompt: text(.negativePrompt),
            width: integer(.width).map { Int(clamping: $0) } ?? 1024,
            height: integer(.height).map { Int(clamping: $0) } ?? 1024,
            inferenceSteps: integer(.inferenceSteps).map { Int(clamping: $0) } ?? 20,
            guidanceScale: Double(text(.guidanceScale)) ?? 7,
            scheduler: text(.scheduler),
            seed: integer(.seed) ?? 0,
            sample: sample
        )
    }
}
