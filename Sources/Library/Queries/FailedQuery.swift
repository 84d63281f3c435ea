import Foundation
import GRDB

/// Generations that failed, newest first: what `is:failed` shows in place of images.
public struct FailedQuery: LibraryQuery {
    /// A page of them.
    public struct Answer: Sendable {
        /// Newest first.
        public var generations: [Generation] = []
        /// Where the next page begins; `nil` at the end.
        public var next: Generation.ID?
        /// What was read differently, or does not apply to what failed.
        public var remarks: [Search.Remark] = []
    }

    /// So many rows are looked at for one page.
    private static let budget = 20_000

    /// What is looked for.
    public var search: Search
    /// Who looks, and what models are called.
    public var context: SearchContext
    /// Only those before this one.
    public var before: Generation.ID
    /// Generations a page.
    public var limit: Int

    /// Creates a query.
    public init(
        _ search: Search,
        context: SearchContext = SearchContext(),
        before: Generation.ID = .max,
        limit: Int = 60
    ) {
        self.search = search
        self.context = context
        self.before = before
        self.limit = limit
    }

    /// The page, by the index of what failed.
    public func answer(_ db: Database) throws -> Answer {
        var answer = Answer(remarks: search.remarks)
        var tests: [SQLPiece] = []
        for term in search.terms {
            let column = term.column == .prompt ? "prompt" : "negative_prompt"
            tests.append(
                SQLPiece(
                    sql: "(instr(lower(generation.\(column)), ?) > 0) = \(term.isExcluded ? "FALSE" : "TRUE")",
                    arguments: [term.text.lowercased()]
                )
            )
        }
        for filter in search.filters where filter.condition != .failed {
            guard let test = try self.test(filter, db) else {
                answer.remarks = answer.remarks + [.init("Some filters say nothing of what failed, and do not count.")]
                continue
            }
            tests.append(
                filter.isExcluded ? SQLPiece(sql: "NOT coalesce(\(test.sql), 0)", arguments: test.arguments) : test
            )
        }
        answer.remarks = answer.remarks.uniqued()
        let list = "SELECT id FROM generation WHERE state = 'failed' AND id < ? ORDER BY id DESC LIMIT \(Self.budget)"
        answer.generations = try Generation.fetchAll(
            db,
            cached: """
                SELECT \(Generation.columns) FROM (\(list)) AS list CROSS JOIN generation
                WHERE generation.id = list.id\(tests.map { " AND \($0.sql)" }.joined()) LIMIT ?
                """,
            arguments: StatementArguments([before] + tests.flatMap(\.arguments) + [limit])
        )
        if answer.generations.count == limit {
            answer.next = answer.generations.last?.id
        } else {
            // The list may go on behind what was looked at.
            let ids = try Int64.fetchAll(db, cached: list, arguments: [before])
            answer.next = ids.count == Self.budget ? ids.last : nil
        }
        return answer
    }

    /// What a filter says of a generation; `nil` for what only an image has.
    private func test(_ filter: SearchFilter, _ db: Database) throws -> SQLPiece? {
        func any(_ column: String, _ values: [String]) -> SQLPiece {
            let tests = values.map { _ in "instr(lower(generation.\(column)), ?) > 0" }.joined(separator: " OR ")
            return SQLPiece(sql: "(\(tests))", arguments: values.map { $0.lowercased() })
        }
        func within(_ column: String, _ spans: [NumberSpan]) -> SQLPiece {
            let tests = spans.map { span in
                "generation.\(column) \(span.excludesEnds ? ">" : ">=") ? AND generation.\(column) "
                    + "\(span.excludesEnds ? "<" : "<=") ?"
            }
            let ends = spans.flatMap { [$0.least?.double ?? -.infinity, $0.most?.double ?? .infinity] }
            return SQLPiece(sql: "(\(tests.joined(separator: " OR ")))", arguments: ends)
        }
        switch filter.condition {
        case .named(.model, let names):
            let slugs = context.modelNames.filter { slug, name in
                names.contains { "\(slug) \(name)".lowercased().contains($0.lowercased()) }
            }
            return any("model", names + slugs.keys)
        case .exactly(.model, let slugs): return any("model", slugs)
        case .named(.scheduler, let names): return any("scheduler", names)
        case .number(.steps, let spans): return within("inference_steps", spans)
        case .number(.guidance, let spans): return within("guidance_scale", spans)
        case .seed(let spans): return within("seed", spans)
        case .cost(let spans): return within("cost_usd", spans)
        case .time(let span):
            return SQLPiece(
                sql: "(generation.created_at >= ? AND generation.created_at < ?)",
                arguments: [span.lowerBound, span.upperBound]
            )
        case .person(let names):
            let ids = try db.people(called: names, me: context.person).map(String.init).joined(separator: ",")
            return SQLPiece(sql: "generation.user_id IN (SELECT value FROM json_each(?))", arguments: ["[\(ids)]"])
        default: return nil
        }
    }
}

extension Array where Element: Hashable {
    fileprivate func uniqued() -> [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
