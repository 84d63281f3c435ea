import Foundation
import GRDB

/// One transaction of bringing pictures: the statements and the facets that its rows share.
struct Bringing {
    private struct Facet: Hashable {
        var kind: FacetKind
        var value: DatabaseValue
    }

    let person: Int64
    // Known within this transaction only: one that is rolled back takes its facets with it.
    private var facets: [Facet: String] = [:]

    init(person: Int64) {
        self.person = person
    }

    /// - Returns: what became of it, and where it stands if it is new.
    mutating func bring(_ picture: ImportedPicture, to db: Database) throws -> (Arrival, place: Int64?) {
        if let known = try db.arrival(of: picture.file.sha256) { return (known, nil) }
        try insertGeneration(of: picture, to: db)
        let generation = db.lastInsertedRowID
        let place = try db.freePlace(at: picture.madeAt)
        try insertImage(picture, generation: generation, place: place, to: db)
        return (.brought(db.lastInsertedRowID), place)
    }

    private func insertGeneration(of picture: ImportedPicture, to db: Database) throws {
        let parameters = picture.parameters
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO generation (model, request, prompt, negative_prompt, width, height, inference_steps,
                                        guidance_scale, scheduler, seed, samples, service, state, created_at,
                                        finished_at, user_id, tool)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, 'completed', ?, ?, ?, ?)
                """
        )
        statement.setUncheckedArguments([
            picture.model, picture.request, parameters.prompt, parameters.negativePrompt,
            parameters.width, parameters.height, parameters.inferenceSteps, parameters.guidanceScale,
            parameters.scheduler, parameters.seed, ImportedPicture.service, picture.madeAt.milliseconds,
            picture.fileModifiedAt.milliseconds, person, picture.tool,
        ])
        try statement.execute()
    }

    private mutating func insertImage(
        _ picture: ImportedPicture,
        generation: Generation.ID,
        place: Int64,
        to db: Database
    ) throws {
        let (file, parameters) = (picture.file, picture.parameters)
        let statement = try db.cachedStatement(
            sql: """
                INSERT INTO image (place, generation_id, sample, model, facets, seed, inference_steps, guidance_scale,
                                   dice, sha256, path, format, width, height, bytes, perceptual_hash, colour,
                                   created_at)
                VALUES (?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        statement.setUncheckedArguments([
            place, generation, picture.model, try facets(of: picture, in: db), parameters.seed,
            parameters.inferenceSteps, parameters.guidanceScale, Int64.random(in: 0..<(1 << 47)), file.sha256,
            file.path, file.format, file.width, file.height, file.byteCount,
            file.perceptualHash.map { Int64(bitPattern: $0) }, file.colour, picture.madeAt.milliseconds,
        ])
        try statement.execute()
    }

    private mutating func facets(of picture: ImportedPicture, in db: Database) throws -> String {
        let values = FacetValues(
            model: picture.model,
            person: person,
            scheduler: picture.parameters.scheduler,
            inferenceSteps: picture.parameters.inferenceSteps,
            guidanceScale: picture.parameters.guidanceScale,
            tool: picture.tool,
            width: picture.file.width,
            height: picture.file.height,
            month: picture.madeAt.localMonth
        )
        let ids = try values.all.map { kind, value in
            let facet = Facet(kind: kind, value: value)
            if let id = facets[facet] { return id }
            let id = String(try db.facet(kind, value))
            facets[facet] = id
            return id
        }
        return "[" + ids.joined(separator: ",") + "]"
    }
}

extension Date {
    /// As SQLite's `strftime('%Y-%m', …, 'localtime')` says it.
    fileprivate var localMonth: String {
        var seconds = time_t(timeIntervalSince1970.rounded(.down))
        var time = tm()
        localtime_r(&seconds, &time)
        let (year, month) = (Int(time.tm_year) + 1900, Int(time.tm_mon) + 1)
        return String(repeating: "0", count: max(0, 4 - "\(year)".count)) + "\(year)-\(month < 10 ? "0" : "")\(month)"
    }
}
