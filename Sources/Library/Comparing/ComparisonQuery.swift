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

/// The cells of a comparison, by their coordinates.
public struct ComparisonCellsQuery: LibraryQuery {
    /// Which of them.
    public enum Part: Sendable {
        case all
        /// Those of some generations.
        case of([Generation.ID])
        /// Those that are on their way, or were settled since a moment.
        case moving(since: Date)
    }

    /// Which comparison's.
    public var id: Comparison.ID
    /// Which cells.
    public var part: Part

    /// Creates a query.
    public init(id: Comparison.ID, _ part: Part = .all) {
        self.id = id
        self.part = part
    }

    /// The cells.
    public func answer(_ db: Database) throws -> [ComparisonCell] {
        let condition: String
        var arguments: StatementArguments = [id]
        switch part {
        case .all: condition = ""
        case .of(let generations):
            condition = "AND generation.id IN (\(databaseQuestionMarks(count: generations.count)))"
            arguments += StatementArguments(generations)
        case .moving(let date):
            condition = "AND (finished_at IS NULL OR finished_at >= ?) AND generation.id IS NOT NULL"
            arguments += [date.milliseconds]
        }
        return try Row.fetchAll(
            db,
            // Parts have as many shapes as lists have lengths: only the whole is kept ready.
            sql: """
                SELECT x, y, z, remark, is_reused, generation.id, generation.model, generation.width, state,
                       request_id, error, submitted_at, coalesce(cost_usd, price_usd), inference_seconds,
                       successor_id, image.id, sha256, image.width, image.height, colour, rating,
                       trashed_at IS NOT NULL, path, generation.height
                FROM comparison_cell
                LEFT JOIN generation ON generation.id = comparison_cell.generation_id
                LEFT JOIN image ON image.generation_id = generation.id AND sample = (
                  SELECT min(sample) FROM image AS sibling WHERE sibling.generation_id = generation.id)
                WHERE comparison_id = ? \(condition)
                ORDER BY x, y, z
                """,
            arguments: arguments
        ).map(ComparisonCell.init(row:))
    }
}

extension ComparisonCell {
    fileprivate init(row: Row) throws {
        coordinates = [row[0], row[1], row[2]]
        remark = row[3]
        isReused = row[4]
        generation = row[5]
        model = row[6] ?? ""
        if let width = row[7] as Int?, let height = row[23] as Int? { size = Size(width: width, height: height) }
        state = try (row[8] as String?).map {
            try GenerationState(word: $0, requestID: row[9], error: row[10])
        }
        submittedAt = (row[11] as Int64?).map(Date.init(milliseconds:))
        cost = row[12]
        inferenceSeconds = row[13]
        successor = row[14]
        if let image = row[15] as Int64? {
            picture = Picture(
                id: image,
                sha256: row[16],
                width: row[17],
                height: row[18],
                colour: row[19],
                rating: row[20],
                isTrashed: row[21],
                path: row[22]
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
                                                           WHERE comparison_id = comparison.id ORDER BY tag))
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
                axes: try axes(of: row[0])
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
