import Catalog
import Foundation
import GRDB

/// A comparison with its axes, without its cells.
public struct ComparisonQuery: LibraryQuery {
    /// Which one.
    public var id: Comparison.ID

    /// Creates a query.
    public init(id: Comparison.ID) { self.id = id }

    /// The comparison, or `nil`.
    public func answer(_ db: Database) throws -> Comparison? {
        try db.comparisons("WHERE id = ?", [id]).first
    }
}

/// A comparison with its cells, both of one moment.
public struct ComparisonSheetQuery: LibraryQuery {
    /// A comparison and everything that stands in it.
    public struct Sheet: Sendable {
        /// The comparison.
        public var comparison: Comparison
        /// Its cells by their coordinates.
        public var cells: [ComparisonCell]
    }

    /// Which one.
    public var id: Comparison.ID

    /// Creates a query.
    public init(id: Comparison.ID) { self.id = id }

    /// The sheet, or `nil` when there is no such comparison.
    public func answer(_ db: Database) throws -> Sheet? {
        guard let comparison = try ComparisonQuery(id: id).answer(db) else { return nil }
        let cells = try Row.fetchAll(
            db,
            cached: """
                SELECT x, y, z, remark, is_reused, generation.id, generation.model, generation.width, generation.height,
                       state, request_id, error, submitted_at, finished_at,
                       -- What was taken back or refused cost nothing, whatever was expected.
                       iif(state IN ('failed', 'cancelled'), cost_usd, coalesce(cost_usd, price_usd)),
                       inference_seconds, successor_id,
                       image.id, sha256, image.width, image.height, colour, rating, trashed_at IS NOT NULL, path
                FROM comparison_cell
                LEFT JOIN generation ON generation.id = comparison_cell.generation_id
                LEFT JOIN image ON image.id = (
                  SELECT id FROM image AS sibling WHERE sibling.generation_id = generation.id
                  ORDER BY trashed_at IS NOT NULL, sample LIMIT 1)
                WHERE comparison_id = ? ORDER BY x, y, z
                """,
            arguments: [id]
        )
        return Sheet(comparison: comparison, cells: try cells.map(ComparisonCell.init(row:)))
    }
}

extension ComparisonCell {
    fileprivate init(row: Row) throws {
        coordinates = [row[0], row[1], row[2]]
        remark = row[3]
        isReused = row[4]
        generation = row[5]
        model = row[6] ?? ""
        if let width = row[7] as Int?, let height = row[8] as Int? { size = Size(width: width, height: height) }
        state = try (row[9] as String?).map {
            try GenerationState(word: $0, requestID: row[10], error: row[11])
        }
        submittedAt = (row[12] as Int64?).map(Date.init(milliseconds:))
        settledAt = (row[13] as Int64?).map(Date.init(milliseconds:))
        cost = row[14]
        inferenceSeconds = row[15]
        successor = row[16]
        if let image = row[17] as Int64? {
            picture = Picture(
                id: image,
                sha256: row[18],
                width: row[19],
                height: row[20],
                colour: row[21],
                rating: row[22],
                isTrashed: row[23],
                path: row[24]
            )
        }
    }
}

extension Database {
    /// Comparisons with their tags and axes.
    func comparisons(_ condition: String, _ arguments: StatementArguments) throws -> [Comparison] {
        try Row.fetchAll(
            self,
            cached: """
                SELECT id, name, plan, service,
                       (SELECT nullif(name, '') FROM user WHERE user.id = user_id), created_at, voting_at,
                       (SELECT json_group_array(tag) FROM (SELECT tag FROM comparison_tag
                                                           WHERE comparison_id = comparison.id ORDER BY tag)),
                       prompt_id, prompt_version
                FROM comparison \(condition)
                """,
            arguments: arguments
        ).map { row in
            let decoder = JSONDecoder()
            return Comparison(
                id: row[0],
                name: row[1],
                plan: try decoder.decode(GridPlan.self, from: row[2]),
                service: row[3],
                person: row[4],
                createdAt: Date(milliseconds: row[5]),
                votingAt: (row[6] as Int64?).map(Date.init(milliseconds:)),
                tags: try decoder.decode([String].self, from: row[7]),
                axes: try axes(of: row[0]),
                source: (row[8] as Int64?).flatMap { prompt in
                    (row[9] as Int?).map { PromptSource(prompt: prompt, version: $0) }
                }
            )
        }
    }

    private func axes(of comparison: Comparison.ID) throws -> [Axis] {
        var axes: [Axis] = []
        let rows = try Row.fetchAll(
            self,
            cached: "SELECT axis, parameter, value FROM comparison_value WHERE comparison_id = ? ORDER BY axis, number",
            arguments: [comparison]
        )
        for row in rows {
            let number: Int = row[0]
            if axes.count == number, let subject = AxisSubject(row[1]) { axes.append(Axis(subject, [])) }
            if axes.indices.contains(number) { axes[number].values.append(row[2]) }
        }
        return axes
    }
}
