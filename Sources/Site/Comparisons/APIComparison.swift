import Catalog
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addComparisonAPI(to router: inout Router) {
        router.post("/api/comparisons") { request in
            let asked = try decode(
                AskedComparison.self,
                from: request,
                like: #"{"prompt": "…", "models": ["…"], "axes": [{"parameter": "seed", "values": [1, 2]}]}"#
            )
            let person = request.person(saying: asked.person)
            let isFresh = asked.isFresh ?? false
            do {
                var plan = try asked.plan(studio.catalog, drawSeed: studio.drawSeed)
                if asked.expand ?? (asked.styles != nil || asked.fields != nil) {
                    plan.words = try await wordChoices(styles: asked.styles, fields: asked.fields)
                }
                let weighing = try await studio.weigh(plan, isFresh: isFresh, by: person)
                if asked.isDryRun ?? false { return .encoding(APIComparison(weighing)) }
                try weighing.checkMisfits()
                let id = try await studio.compare(
                    weighing,
                    named: asked.name.flatMap(Self.name(given:)) ?? Self.name(of: plan),
                    by: person,
                    isFresh: isFresh
                )
                var response = Response.encoding(try await apiComparison(id), status: .created)
                response.headers[.location] = "/api/comparisons/\(id)"
                return response
            } catch let fault as AxisFault {
                throw Problem.faulty(.init([.init(field: fault.field, sentence: fault.sentence)]))
            }
        }
        router.get("/api/comparisons/{id}") { (_, id: Int64) in
            .encoding(try await apiComparison(id))
        }
    }

    private func apiComparison(_ id: Comparison.ID) async throws -> APIComparison {
        APIComparison(try await comparisonSheet(id))
    }
}

/// A comparison as programs see it.
struct APIComparison: Encodable {
    struct Cell: Encodable {
        var model: String
        /// The values on the axes by what they vary.
        var values: [String: ParameterValue]
        var generationID: Int64?
        var isReused: Bool
        var remark: String?
        var state: String?
        var imageID: Int64?
        var sha256: String?

        enum CodingKeys: String, CodingKey {
            case model, values, remark, state, sha256
            case generationID = "generation_id"
            case isReused = "reused"
            case imageID = "image_id"
        }

        /// Every key is always there, absent values as null: a program need not guess.
        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(model, forKey: .model)
            try container.encode(values, forKey: .values)
            try container.encode(generationID, forKey: .generationID)
            try container.encode(isReused, forKey: .isReused)
            try container.encode(remark, forKey: .remark)
            try container.encode(state, forKey: .state)
            try container.encode(imageID, forKey: .imageID)
            try container.encode(sha256, forKey: .sha256)
        }
    }

    /// What varies, as it was asked for.
    struct APIAxis: Encodable {
        var parameter: String
        var values: [ParameterValue]

        init(_ axis: Axis) {
            parameter = axis.subject.word
            values = axis.values.indices.map(axis.value)
        }
    }

    var id: Int64?
    var name: String?
    var axes: [APIAxis]
    var cells: [Cell]
    /// What the new pictures are expected to cost, or cost, in US dollars.
    var cost: Double
    /// How long they take as a rule, before they are made.
    var seconds: Double?
    var url: String?
    /// What does not fit which model, before it is decided.
    var misfits: [String] = []
    /// What is sent as asked though something else is recommended, before it is made.
    var cautions: [String] = []

    enum CodingKeys: String, CodingKey {
        case id, name, axes, cells, url, misfits, cautions
        case cost = "cost_usd"
        case seconds = "usual_seconds"
    }

    init(_ weighing: Weighing) {
        let grid = weighing.grid
        axes = grid.axes.map(APIAxis.init)
        cells = zip(grid.cells, weighing.reused).map { cell, known in
            Cell(
                model: cell.model.slug,
                values: Self.values(grid.axes, cell.coordinates),
                generationID: known,
                isReused: known != nil,
                remark: cell.remark,
                state: cell.parameters == nil ? "skipped" : nil
            )
        }
        cost = Self.rounded(weighing.price)
        seconds = weighing.seconds
        misfits = grid.misfits.map { "\($0.model): \($0.sentence)" }
        cautions = grid.cautions.map { "\($0.model): \($0.sentence)" }
    }

    init(_ sheet: ComparisonSheetQuery.Sheet) {
        let (comparison, cells) = (sheet.comparison, sheet.cells)
        id = comparison.id
        name = comparison.name
        axes = comparison.axes.map(APIAxis.init)
        let modelAxis = comparison.axes.firstIndex { $0.subject == .model }
        self.cells = cells.map { cell in
            let model = modelAxis.map { comparison.axes[$0].values[cell.coordinates[$0]] }
            return Cell(
                model: model ?? comparison.plan.models.first ?? "",
                values: Self.values(comparison.axes, cell.coordinates),
                generationID: cell.generation,
                isReused: cell.isReused,
                remark: cell.remark,
                state: cell.state?.word ?? "skipped",
                imageID: cell.picture?.id,
                sha256: cell.picture?.sha256
            )
        }
        cost = Self.rounded(SheetTally.cost(of: cells))
        url = "/comparisons/\(comparison.id)"
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(name, forKey: .name)
        try container.encode(axes, forKey: .axes)
        try container.encode(cells, forKey: .cells)
        try container.encode(cost, forKey: .cost)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(url, forKey: .url)
        try container.encode(misfits, forKey: .misfits)
        try container.encode(cautions, forKey: .cautions)
    }

    /// To a millionth: sums of prices are no sums of binary fractions.
    private static func rounded(_ dollars: Double) -> Double { (dollars * 1e6).rounded() / 1e6 }

    private static func values(_ axes: [Axis], _ coordinates: [Int]) -> [String: ParameterValue] {
        Dictionary(zip(axes, coordinates).map { ($0.subject.word, $0.value($1)) }) { first, _ in first }
    }
}
