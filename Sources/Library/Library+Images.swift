import Foundation
import GRDB

extension Database {
    /// Writes a picture of a generation: its row, its facets, its place in the lists and in the index.
    func insertImage(_ file: ImageFile, sample: Int, of generation: Generation.ID, at date: Date) throws {
        let row = try Row.fetchOne(
            self,
            cached: """
                SELECT model, user_id, scheduler, inference_steps, guidance_scale, tool, prompt_id,
                       strftime('%Y-%m', ? / 1000, 'unixepoch', 'localtime') AS month
                FROM generation WHERE id = ?
                """,
            arguments: [date.milliseconds, generation]
        )
        guard let row else { throw LibraryError.notFound }
        try run(
            cached: """
                INSERT INTO image (place, generation_id, sample, model, facets, seed, inference_steps, guidance_scale,
                                   prompt_id, prompt_version, cost, dice, sha256, path, format, width, height, bytes,
                                   perceptual_hash, colour, created_at)
                SELECT ?, id, ?, model, ?, seed, inference_steps, guidance_scale, prompt_id, prompt_version,
                       CAST(round(coalesce(cost_usd, 0) * 1e6 / samples) AS INTEGER), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
                FROM generation WHERE id = ?
                """,
            arguments: [
                try freePlace(at: date), sample, try facets(of: file, row, month: row["month"]),
                Int64.random(in: 0..<(1 << 47)), file.sha256, file.path, file.format, file.width, file.height,
                file.byteCount, file.perceptualHash.map { Int64(bitPattern: $0) }, file.colour, date.milliseconds,
                generation,
            ]
        )
    }

    /// A place for an image of a moment: behind those of the same millisecond.
    func freePlace(at date: Date) throws -> Int64 {
        var first = Place.first(at: date)
        while true {
            let next = try Int64.fetchOne(
                self,
                cached: "SELECT coalesce(max(place) + 1, ?1) FROM image WHERE place >= ?1 AND place < ?1 + ?2",
                arguments: [first, Place.perMillisecond]
            )
            guard let next, next == first + Place.perMillisecond else { return next ?? first }
            first = next
        }
    }
}
