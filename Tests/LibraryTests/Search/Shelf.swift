import Catalog
import Foundation
import GRDB
import Testing

@testable import Library

/// A library with pictures of known properties, written as fast as a test of thousands needs.
final class Shelf: Sendable {
    /// What a picture of it is.
    struct Picture: Sendable {
        var prompt = "a cat"
        var negative = ""
        var model = "dreamshaper"
        var scheduler: String?
        var seed: Int64?
        var steps: Int64?
        var guidance: Double?
        var size = (width: 1024, height: 1024)
        var person: String?
        var cost: Double?
        var tool: String?
        var date = Shelf.noon
        var rating = 0
        var tags: [String] = []
        var collections: [String] = []
        var favouriteOf: [String] = []
        var isTrashed = false
    }

    /// 2026-03-10, noon, wherever the test runs.
    static let noon: Date = {
        let parts = DateComponents(year: 2026, month: 3, day: 10, hour: 12)
        return Calendar(identifier: .gregorian).date(from: parts) ?? .distantPast
    }()

    let house: TemporaryLibrary
    var library: Library { house.library }

    init(_ pictures: [Picture] = []) throws {
        house = try TemporaryLibrary()
        try add(pictures)
    }

    func add(_ pictures: [Picture]) throws {
        try library.pool.write { db in
            for picture in pictures { try Self.add(picture, db) }
        }
    }

    private static func add(_ picture: Picture, _ db: Database) throws {
        let user = try db.user(named: picture.person)
        try db.run(
            cached: """
                INSERT INTO generation (model, request, prompt, negative_prompt, inference_steps, guidance_scale, scheduler,
                                        seed, samples, service, state, created_at, finished_at, cost_usd, user_id, tool)
                VALUES (?, '{}', ?, ?, ?, ?, ?, ?, 1, 'test', 'completed', ?, ?, ?, ?, ?)
                """,
            arguments: [
                picture.model, picture.prompt, picture.negative, picture.steps, picture.guidance, picture.scheduler,
                picture.seed, picture.date.milliseconds, picture.date.milliseconds, picture.cost, user, picture.tool,
            ]
        )
        let generation = db.lastInsertedRowID
        let file = ImageFile(
            sha256: "\(generation)",
            path: "images/\(generation).png",
            format: "png",
            width: picture.size.width,
            height: picture.size.height,
            byteCount: 1,
            perceptualHash: 0,
            colour: "#808080"
        )
        try db.insertImage(file, sample: 0, of: generation, at: picture.date)
        let image = db.lastInsertedRowID
        for tag in picture.tags { try mark(image, "tag", tag.lowercased(), db) }
        for name in picture.collections {
            try db.execute(
                sql: "INSERT OR IGNORE INTO collection (name, created_at) VALUES (?, 0)",
                arguments: [name]
            )
            for id in try db.collections(called: [name]) { try mark(image, "collection", id, db) }
        }
        for name in picture.favouriteOf { try mark(image, "favourite", try db.user(named: name), db) }
        try db.run(
            cached: "UPDATE image SET rating = ?, trashed_at = ? WHERE id = ?",
            arguments: [picture.rating, picture.isTrashed ? 1 : nil, image]
        )
    }

    private static func mark(_ image: Int64, _ kind: String, _ value: some DatabaseValueConvertible, _ db: Database)
        throws
    {
        try db.run(cached: "INSERT OR IGNORE INTO mark (kind, value) VALUES (?, ?)", arguments: [kind, value])
        try db.run(
            cached: """
                INSERT OR IGNORE INTO image_mark (mark_id, place, image_id)
                SELECT mark.id, image.place, image.id FROM mark, image WHERE kind = ? AND value = ? AND image.id = ?
                """,
            arguments: [kind, value, image]
        )
    }

    /// The ids of what a search finds, newest first.
    func find(_ typed: String, by person: String? = nil, order: GalleryOrder = .newest) async throws -> [Int64] {
        let context = SearchContext(person: person, modelNames: ["dreamshaper": "Dream Shaper"])
        let query = GalleryQuery(Search(typed), context: context, order: order, limit: 1000)
        return try await library.answer(query).frames.map(\.id)
    }

    func remarks(_ typed: String) async throws -> [String] {
        try await library.answer(GalleryQuery(Search(typed))).remarks.map(\.sentence)
    }
}
