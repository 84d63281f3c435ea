import Foundation
import GRDB

/// A search of the gallery's language against the prompt library: what the index matches, and where.
///
/// Words are looked for in titles, texts and notes of the present versions. Tags, models and authors are tokens of the
/// same rows: whatever is asked for is one look-up, and comes newest first by rowid.
struct PromptSearch {
    /// What FTS5 is asked; `nil` for everything.
    private(set) var match: String?
    /// What may be found lies here: places are times.
    private(set) var places: ClosedRange<Int64> = Int64.min...Int64.max
    /// Something is asked for that no prompt is.
    private(set) var isImpossible = false
    private(set) var remarks: [Search.Remark]
    /// How many prompts there are.
    let total: Int

    init(_ search: Search, _ context: SearchContext, _ db: Database) throws {
        remarks = search.remarks
        let all = try db.promptFacets(.all, [0]).first
        total = all?.count ?? 0
        var match = MatchExpression()
        for term in search.terms {
            match.add(term, in: term.column == .negative ? "negative_text" : "{title text notes}")
        }
        for filter in search.filters { try add(filter, context, &match, db) }
        self.match = match.text(all: all?.id ?? 0)
    }

    /// Everything is asked for.
    var isWhole: Bool { match == nil && !isImpossible && places == Int64.min...Int64.max }

    /// The places of the next prompts, the newest first.
    func places(_ db: Database, below place: Int64?, limit: Int) throws -> [Int64] {
        let high = min(places.upperBound, place.map { $0 == .min ? .min : $0 - 1 } ?? .max)
        guard !isImpossible, places.lowerBound <= high else { return [] }
        if let match {
            return try Int64.fetchAll(
                db,
                cached: """
                    SELECT rowid FROM prompt_text WHERE prompt_text MATCH ? AND rowid BETWEEN ? AND ?
                    ORDER BY rowid DESC LIMIT ?
                    """,
                arguments: [match, places.lowerBound, high, limit]
            )
        }
        return try Int64.fetchAll(
            db,
            cached: """
                SELECT place FROM prompt WHERE trashed_at IS NULL AND place BETWEEN ? AND ?
                ORDER BY place DESC LIMIT ?
                """,
            arguments: [places.lowerBound, high, limit]
        )
    }

    /// How many there are, counted up to a bound.
    func count(_ db: Database, most: Int) throws -> Int {
        if isImpossible { return 0 }
        if isWhole { return total }
        return try places(db, below: nil, limit: most).count
    }

    private mutating func add(
        _ filter: SearchFilter,
        _ context: SearchContext,
        _ match: inout MatchExpression,
        _ db: Database
    ) throws {
        switch filter.condition {
        case .named(.model, let names):
            let facets = try db.facets(of: .model, in: "prompt_facet", called: names, names: context.modelNames)
            if facets.isEmpty { remark("No prompt is for \(SearchPlan.listed(names)).") }
            add(facets, filter, &match)
        case .tag(let names):
            let facets = try db.promptFacets(.tag, names)
            if facets.isEmpty { remark("No prompt has the tag \(SearchPlan.listed(names)).") }
            add(facets, filter, &match)
        case .person(let names):
            let ids = try db.people(called: names, me: context.person)
            if ids.isEmpty { remark("Nobody here is called \(SearchPlan.listed(names)).") }
            add(try db.promptFacets(.person, ids), filter, &match)
        case .time(let span): add(span, filter)
        case .prompt(let titles):
            // In the library itself a title is looked for as words.
            for title in titles {
                let words = title.split { !($0.isLetter || $0.isNumber) }.prefix(30).joined(separator: " ")
                guard !words.isEmpty else { continue }
                match.add(SearchTerm(text: words, isExcluded: filter.isExcluded), in: "title")
            }
        default:
            remark("“\(filter.condition.word):” is about pictures, so it was left aside here.")
        }
    }

    private mutating func add(_ facets: [FacetRow], _ filter: SearchFilter, _ match: inout MatchExpression) {
        if filter.isExcluded {
            match.exclude(facets.map(\.id))
        } else if facets.isEmpty {
            isImpossible = true
        } else {
            match.require(facets.map(\.id))
        }
    }

    private mutating func add(_ span: Range<Int64>, _ filter: SearchFilter) {
        guard !filter.isExcluded else { return remark("A time cannot be excluded here, so it was left aside.") }
        let low = span.lowerBound == .min ? Int64.min : Place.first(ofMillisecond: span.lowerBound)
        let high = span.upperBound == .max ? Int64.max : Place.first(ofMillisecond: span.upperBound) - 1
        guard low <= places.upperBound, high >= places.lowerBound, low <= high else { return isImpossible = true }
        places = max(low, places.lowerBound)...min(high, places.upperBound)
    }

    private mutating func remark(_ sentence: String) { remarks.append(Search.Remark(sentence)) }
}

extension SearchFilter.Condition {
    /// The word before its colon, of those that are about pictures.
    fileprivate var word: String {
        switch self {
        case .named(.scheduler, _): "scheduler"
        case .named: "from"
        case .exactly: "size"
        case .number(.steps, _): "steps"
        case .number: "guidance"
        case .seed: "seed"
        case .rating: "rating"
        case .cost: "cost"
        case .collection: "in"
        default: "is"
        }
    }
}
