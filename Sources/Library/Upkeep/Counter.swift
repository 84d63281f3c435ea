/// A table that triggers keep, or a column of one, and how its rows are counted anew.
struct Counter {
    var table: String
    /// The rows say more than they count: they are kept when they are counted anew.
    var keepsRows = false
    /// What a row counts.
    var key: [String]
    /// What it counts to.
    var values: [String]
    /// The rows as they should be.
    var counted: String

    static let all = [facets, marks, prompts, spending]

    private static let facets = Counter(
        table: "facet",
        keepsRows: true,
        key: ["kind", "value"],
        values: ["count"],
        counted: """
            SELECT kind, facet.value, count(*) AS count
            FROM image, json_each(image.facets) AS token JOIN facet ON facet.id = token.value
            WHERE trashed_at IS NULL GROUP BY facet.id
            """
    )

    private static let marks = Counter(
        table: "mark",
        keepsRows: true,
        key: ["kind", "value"],
        values: ["count"],
        counted: """
            SELECT kind, value, count(*) AS count
            FROM image_mark JOIN mark ON mark.id = mark_id JOIN image ON image.id = image_id
            WHERE trashed_at IS NULL GROUP BY mark.id
            """
    )

    private static let prompts = Counter(
        table: "prompt_facet",
        keepsRows: true,
        key: ["kind", "value"],
        values: ["count"],
        counted: """
            SELECT kind, prompt_facet.value, count(*) AS count
            FROM prompt, json_each(prompt.facets) AS token JOIN prompt_facet ON prompt_facet.id = token.value
            WHERE trashed_at IS NULL GROUP BY prompt_facet.id
            """
    )

    private static let spending = Counter(
        table: "spending",
        key: ["service", "day", "user_id", "model"],
        values: ["generations", "microdollars"],
        counted: """
            SELECT service, spent_on AS day, user_id, model, count(*) AS generations,
                   sum(CAST(round(cost_usd * 1e6) AS INTEGER)) AS microdollars
            FROM generation WHERE cost_usd IS NOT NULL AND spent_on IS NOT NULL
            GROUP BY service, spent_on, user_id, model
            """
    )
}

extension Counter {
    /// The rows that differ, as `key`, `says` and `counted`. A row that is missing says as much as one of noughts.
    var gaps: String {
        let names = key.joined(separator: ", ")
        func columns(_ side: String) -> String { values.map { "\(side)_\($0)" }.joined(separator: ", ") }
        func taken(_ prefix: String) -> String {
            values.map { "sum(\(prefix)_\($0)) AS \(prefix)_\($0)" }.joined(separator: ", ")
        }
        func shown(_ side: String) -> String {
            values.map { "'\($0) ' || \(side)_\($0)" }.joined(separator: " || ', ' || ")
        }
        let noughts = values.map { _ in "0" }.joined(separator: ", ")
        let own = values.joined(separator: ", ")
        return """
            WITH
              side (\(names), \(columns("says")), \(columns("counted"))) AS (
                SELECT \(names), \(own), \(noughts) FROM \(table)
                UNION ALL
                SELECT \(names), \(noughts), \(own) FROM (\(counted))),
              both AS (SELECT \(names), \(taken("says")), \(taken("counted")) FROM side GROUP BY \(names))
            SELECT \(key.map { "CAST(\($0) AS TEXT)" }.joined(separator: " || ', ' || ")) AS key,
                   \(shown("says")) AS says, \(shown("counted")) AS counted
            FROM both WHERE (\(columns("says"))) <> (\(columns("counted")))
            """
    }

    /// What empties the table and counts anew.
    var rebuilding: String {
        if keepsRows {
            let same = key.map { "counted.\($0) = \(table).\($0)" }.joined(separator: " AND ")
            let sets = values.map { "\($0) = coalesce((SELECT counted.\($0) FROM counted WHERE \(same)), 0)" }
            return "WITH counted AS MATERIALIZED (\(counted)) UPDATE \(table) SET \(sets.joined(separator: ", "));"
        }
        let columns = (key + values).joined(separator: ", ")
        return """
            DELETE FROM \(table);
            INSERT INTO \(table) (\(columns)) SELECT \(columns) FROM (\(counted));
            """
    }
}
