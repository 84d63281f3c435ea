import GRDB

/// What an image is and stays: each value of it is a row with a count, and a token in the full-text index.
enum FacetKind: String, CaseIterable {
    /// Every image has this one, with the value 0: what an excluding search begins with, and the count of all.
    case all
    /// The model's slug, or a checkpoint's name as an imported picture has it.
    case model
    /// The user's id of who asked for it.
    case person
    /// The scheduler's name.
    case scheduler
    /// The number of inference steps.
    case steps
    /// The guidance scale.
    case guidance
    /// As in `896x1152`.
    case size
    /// `portrait`, `landscape` or `square`.
    case shape
    /// The local month that it was made in, as `2026-11`.
    case month
    /// The program that wrote an imported picture.
    case tool
    /// The id of the prompt that it came from.
    case prompt
}

/// What one picture is, for its facets.
struct FacetValues {
    var model: String
    var person: Int64
    var scheduler: String?
    var inferenceSteps: Int64?
    var guidanceScale: Double?
    var tool: String?
    var prompt: Int64?
    var width: Int
    var height: Int
    /// As in `2026-11`.
    var month: String

    private var shape: String { width < height ? "portrait" : width > height ? "landscape" : "square" }

    /// The facets.
    var all: [(kind: FacetKind, value: DatabaseValue)] {
        var all: [(kind: FacetKind, value: DatabaseValue)] = [
            (.all, 0.databaseValue),
            (.model, model.databaseValue),
            (.person, person.databaseValue),
            (.size, "\(width)x\(height)".databaseValue),
            (.shape, shape.databaseValue),
            (.month, month.databaseValue),
        ]
        if let scheduler { all.append((.scheduler, scheduler.databaseValue)) }
        if let inferenceSteps { all.append((.steps, inferenceSteps.databaseValue)) }
        if let guidanceScale { all.append((.guidance, guidanceScale.databaseValue)) }
        if let tool { all.append((.tool, tool.databaseValue)) }
        if let prompt { all.append((.prompt, prompt.databaseValue)) }
        return all
    }
}

extension Database {
    /// The id of a facet, which is its token; written down when it is new.
    func facet(_ kind: FacetKind, _ value: some DatabaseValueConvertible) throws -> Int64 {
        let arguments: StatementArguments = [kind.rawValue, value]
        let known = "SELECT id FROM facet WHERE kind = ? AND value = ?"
        if let id = try Int64.fetchOne(self, cached: known, arguments: arguments) { return id }
        try run(cached: "INSERT INTO facet (kind, value) VALUES (?, ?)", arguments: arguments)
        return lastInsertedRowID
    }

    /// The facets of a picture of a generation, as the JSON array that `image.facets` holds.
    func facets(of file: ImageFile, _ generation: Row, month: String) throws -> String {
        let values = FacetValues(
            model: generation["model"],
            person: generation["user_id"],
            scheduler: generation["scheduler"],
            inferenceSteps: generation["inference_steps"],
            guidanceScale: generation["guidance_scale"],
            tool: generation["tool"],
            prompt: generation["prompt_id"],
            width: file.width,
            height: file.height,
            month: month
        )
        let ids = try values.all.map { try facet($0.kind, $0.value) }
        return "[" + ids.map(String.init).joined(separator: ",") + "]"
    }
}
