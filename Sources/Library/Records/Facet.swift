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
        let shape = file.width < file.height ? "portrait" : file.width > file.height ? "landscape" : "square"
        var ids = [
            try facet(.all, 0),
            try facet(.model, generation["model"] as String),
            try facet(.person, generation["user_id"] as Int64),
            try facet(.size, "\(file.width)x\(file.height)"),
            try facet(.shape, shape),
            try facet(.month, month),
        ]
        if let scheduler = generation["scheduler"] as String? { ids.append(try facet(.scheduler, scheduler)) }
        if let steps = generation["inference_steps"] as Int64? { ids.append(try facet(.steps, steps)) }
        if let guidance = generation["guidance_scale"] as Double? { ids.append(try facet(.guidance, guidance)) }
        if let tool = generation["tool"] as String? { ids.append(try facet(.tool, tool)) }
        return "[" + ids.map(String.init).joined(separator: ",") + "]"
    }
}
