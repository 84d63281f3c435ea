import Foundation
import Testing

@testable import Catalog

@Suite struct GridTests {
    private static let realdream = "sdxl1.0-realdream-lightning"
    private static let newreality = "sdxl1.0-newreality-lightning"
    private static let dreamshaper = "sdxl1.0-dreamshaper"
    private let catalog: Catalog

    init() throws { catalog = try .standard() }

    private func plan(
        _ models: [String] = [realdream, dreamshaper],
        _ axes: [Axis] = [Axis(.parameter(.seed), ["1", "2"])],
        _ parameters: [String: ParameterValue] = [:],
        prompt: String = "a fox in the snow",
        misfit: Misfit? = nil
    ) -> GridPlan {
        GridPlan(prompt: prompt, models: models, axes: axes, parameters: parameters, misfit: misfit).withSeed { 99 }
    }

    private func fault(_ plan: GridPlan) -> AxisFault? {
        do throws(AxisFault) { _ = try plan.grid(in: catalog) } catch { return error }
        return nil
    }

    private func values(_ grid: Grid, _ role: ParameterRole) -> [String?] {
        grid.cells.map { cell in cell.parameters.flatMap { cell.model.value(role, in: $0)?.text } }
    }

    @Test("Every model meets every value, with each model's own defaults besides")
    func crossesModelsAndSeeds() throws {
        let grid = try plan().grid(in: catalog)
        #expect(grid.axes.map(\.subject) == [.model, .parameter(.seed)])
        #expect(grid.cells.map(\.coordinates) == [[0, 0], [0, 1], [1, 0], [1, 1]])
        #expect(values(grid, .seed) == ["1", "2", "1", "2"])
        #expect(values(grid, .inferenceSteps) == ["8", "8", "30", "30"])
        #expect(values(grid, .prompt).allSatisfy { $0 == "a fox in the snow" })
    }

    @Test("One seed is drawn for all where none is given: else nothing else could be compared")
    func drawsOneSeed() throws {
        let axes = [Axis(.parameter(.guidanceScale), ["3", "7"])]
        #expect(try values(plan(axes: axes).grid(in: catalog), .seed) == ["99", "99", "99", "99"])
        #expect(try values(plan(axes: axes, ["seed": .integer(-1)]).grid(in: catalog), .seed).first == "99")
        #expect(try values(plan(axes: axes, ["seed": .integer(5)]).grid(in: catalog), .seed).first == "5")
    }

    private func plan(axes: [Axis], _ parameters: [String: ParameterValue] = [:], misfit: Misfit? = nil) -> GridPlan {
        plan([Self.realdream, Self.dreamshaper], axes, parameters, misfit: misfit)
    }

    @Test("Words are looked for and replaced")
    func replacesWords() throws {
        let grid = try plan([Self.realdream], [Axis(.words, ["fox", "cat", "old dog"])]).grid(in: catalog)
        #expect(
            values(grid, .prompt) == ["a fox in the snow", "a cat in the snow", "a old dog in the snow"]
        )
    }

    @Test("A size sets both sides")
    func setsSizes() throws {
        let grid = try plan([Self.dreamshaper], [Axis(.size, ["896x1152", "1152x896"])]).grid(in: catalog)
        #expect(values(grid, .width) == ["896", "1152"])
        #expect(values(grid, .height) == ["1152", "896"])
    }

    @Test("It has to be chosen what becomes of a value that one of the models does not take")
    func wantsAMisfitRule() throws {
        let axes = [Axis(.size, ["896x1152", "1024x1024"])]
        let grid = try plan([Self.newreality, Self.dreamshaper], axes).grid(in: catalog)
        #expect(grid.wantsMisfitRule)
        #expect(grid.misfits.map(\.model) == ["NewReality Lightning"])
    }

    @Test("The model's own default, the nearest value, or none", arguments: Misfit.allCases)
    func settlesMisfits(rule: Misfit) throws {
        let axes = [Axis(.parameter(.inferenceSteps), ["4", "40"])]
        let grid = try plan(axes: axes, misfit: rule).grid(in: catalog)
        #expect(!grid.wantsMisfitRule)
        let steps = values(grid, .inferenceSteps)
        switch rule {
        case .default: #expect(steps == ["4", "40", "30", "40"])
        case .nearest: #expect(steps == ["4", "40", "20", "40"])
        case .skip: #expect(steps == ["4", "40", nil, "40"])
        }
        #expect(grid.cells[2].remark?.contains("20 to 100") == true)
    }

    @Test("What a model takes and another value is recommended for is sent as asked, and said")
    func saysWhatIsNotRecommended() throws {
        let axes = [Axis(.parameter(.inferenceSteps), ["20", "40"])]
        let grid = try plan(axes: axes).grid(in: catalog)
        #expect(values(grid, .inferenceSteps) == ["20", "40", "20", "40"])
        #expect(grid.misfits.isEmpty && !grid.wantsMisfitRule)
        #expect(grid.cautions.map(\.model) == ["RealDream Lightning", "RealDream Lightning"])
        #expect(grid.cautions.first?.sentence == "Inference steps 20: 1 to 12 is recommended.")
    }

    @Test("Told to heed it, what is not recommended does not fit either", arguments: Misfit.allCases)
    func heedsAdvice(rule: Misfit) throws {
        var plan = plan(axes: [Axis(.parameter(.inferenceSteps), ["20", "40"])])
        plan.heedsAdvice = true
        #expect(try plan.grid(in: catalog).wantsMisfitRule)
        plan.misfit = rule
        let grid = try plan.grid(in: catalog)
        let lightning: String? = [.default: "8", .nearest: "12"][rule]
        #expect(values(grid, .inferenceSteps) == [lightning, lightning, "20", "40"])
        #expect(grid.cautions.isEmpty)
    }

    @Test("Further prompts stand beneath the plan's own")
    func variesPrompts() {
        var plan = plan(axes: [])
        plan.vary(Axis(.prompt, ["an owl", "a fox in the snow"]))
        #expect(plan.axes == [Axis(.prompt, ["a fox in the snow", "an owl"])])
        plan.prompt = ""
        plan.vary(Axis(.prompt, ["an owl"]))
        #expect(plan.axes[1].values == ["an owl"])
    }

    @Test("A plan from before there was advice is read")
    func readsOldPlans() throws {
        let old = #"{"prompt": "a", "negativePrompt": "", "models": ["m"], "axes": [], "parameters": {}}"#
        let plan = try JSONDecoder().decode(GridPlan.self, from: Data(old.utf8))
        #expect(plan == GridPlan(prompt: "a", models: ["m"]))
    }

    @Test(
        "The nearest value keeps a model's own rules",
        arguments: [("500", "512"), ("1001", "1000"), ("1004", "1008"), ("4000", "2048")]
    )
    func findsTheNearest(given: String, nearest: String) throws {
        let width = try #require(catalog[Self.dreamshaper]?.parameter(.width))
        #expect(width.nearest(to: .string(given))?.text == nearest)
    }

    @Test("A value that no chosen model takes is refused, whatever the rule")
    func refusesWhatFitsNone() {
        let axes = [Axis(.parameter(.guidanceScale), ["7", "99"])]
        let fault = fault(plan(axes: axes, misfit: .nearest))
        #expect(fault?.field == "guidance_scale")
        #expect(fault?.sentence == "Guidance scale can be 1 to 25, not 99.")
    }

    @Test("Says what is wrong with a plan")
    func saysWhatIsWrong() {
        let seeds = Axis(.parameter(.seed), ["1", "2"])
        let cases: [(GridPlan, String, String)] = [
            (plan([]), "models", "at least one"),
            (plan(["nobody"]), "models", "nobody"),
            (plan([Self.realdream], []), "axes", "Nothing varies"),
            (plan(prompt: " "), "prompt", "needed"),
            (plan(prompt: String(repeating: "x", count: 20_000)), "prompt", "at most 10000"),
            (plan([Self.realdream], [seeds, seeds]), "axes", "two axes"),
            (plan([Self.realdream], [Axis(.words, ["cow", "dog"])]), "words", "cow"),
            (
                plan([Self.realdream], [Axis(.words, ["fox", String(repeating: "x", count: 20_000)])]),
                "prompt", "at most 10000"
            ),
            (plan([Self.realdream], [Axis(.size, ["512x512"]), Axis(.parameter(.width), ["8"])]), "axes", "Size"),
            (
                plan(axes: [seeds, Axis(.parameter(.guidanceScale), ["1"]), Axis(.size, ["512x512"])]),
                "axes", "At most three"
            ),
            (
                plan(axes: [Axis(.parameter(.seed), (0..<5000).map { String($0) })]),
                "axes", "10,000 pictures; 1,000 are"
            ),
            (plan(axes: [seeds], ["clip_skip": .integer(2)]), "clip_skip", "clip_skip"),
            (plan(axes: [seeds], ["models": .string("x")]), "models", "no models"),
            (plan(axes: [seeds], ["words": .string("x")]), "words", "no words"),
            (
                plan([Self.newreality], [Axis(.size, ["512x512", "640x640"])], misfit: .skip),
                "size", "1024"
            ),
        ]
        for (plan, field, part) in cases {
            let fault = fault(plan)
            #expect(fault?.field == field)
            #expect(fault?.sentence.contains(part) == true, "\(fault?.sentence ?? "no fault") for \(part)")
        }
    }

    @Test("A plan is read back as it was written")
    func isReadBack() throws {
        let plan = plan(axes: [Axis(.words, ["fox", "cat"])], ["size": .string("512x512")], misfit: .skip)
        #expect(try JSONDecoder().decode(GridPlan.self, from: JSONEncoder().encode(plan)) == plan)
    }
}
