import Foundation
import GRDB

/// A search against one library: what the full-text index matches, where, and what else must hold of a row.
///
/// Facets are tokens of the index; marks, ratings and seeds have indexes of their own, in the same order of places.
/// One of them leads, and the others are asked of each row that it brings.
struct SearchPlan {
    /// Words and facets, as FTS5 reads them; `nil` when none is asked for.
    var match: String?
    /// The facets promise that no more images than this match.
    var matchAtMost = Int.max
    /// The words alone, as FTS5 reads them.
    var words: String?
    /// The facets as conditions on a row, for where another index leads.
    var facetTests: [SQLPiece] = []
    /// How many images there are.
    var total = 0
    /// The share of all images that the facets leave, as if they had nothing to do with each other.
    var facetShare = 1.0
    /// Nothing is asked for but facets of one kind, so that what they count adds up.
    private var isOneFacet = false
    /// What each collection that is asked for comes to.
    private var collectionMarks: [[Int64]] = []
    /// The mark of the collection that is asked for, where that is just one.
    var handMark: Int64? { collectionMarks.count == 1 && collectionMarks[0].count == 1 ? collectionMarks[0][0] : nil }
    /// Nothing else is asked for but that collection.
    var isOneCollection: Bool {
        handMark != nil && match == nil && conditions.count == 1 && places == Int64.min...Int64.max && !isImpossible
    }
    /// What may be found lies here.
    var places: ClosedRange<Int64> = Int64.min...Int64.max
    /// What must hold of a row of `image`.
    var conditions: [SQLPiece] = []
    /// What could lead besides the full-text index, each with the condition that it stands for.
    var leads: [(source: PlaceSource, count: Int)] = []
    /// Something is asked for that no image is.
    var isImpossible = false
    var remarks: [Search.Remark] = []

    init(_ search: Search, _ context: SearchContext, _ db: Database) throws {
        let search = try db.unfolded(search)
        remarks = search.remarks
        var match = MatchExpression()
        let all = try db.facets(of: .all).first
        total = all?.count ?? 0
        for term in search.terms where term.column != .note { match.add(term) }
        for term in search.terms where term.column == .note { try addNotes(term, isExcluded: term.isExcluded, db) }
        for filter in search.filters { try add(filter, context, &match, db) }
        isOneFacet = search.terms.isEmpty && search.filters.count == 1 && !search.filters[0].isExcluded
        self.match = match.text(all: all?.id ?? 0)
        words = match.wordText(all: all?.id ?? 0)
        facetTests = match.facetTests
    }

    /// Everything is asked for.
    var isWhole: Bool {
        match == nil && conditions.isEmpty && !isImpossible && places == Int64.min...Int64.max
    }

    /// What the counters know: of everything, or of one filter alone.
    func counted(_ db: Database) throws -> Int? {
        if isImpossible { return 0 }
        guard places == Int64.min...Int64.max else { return nil }
        if match == nil, conditions.isEmpty { return try db.facets(of: .all).first?.count ?? 0 }
        if match == nil, conditions.count == 1, leads.count == 1, case .marks(let ids) = leads[0].source, ids.count == 1
        {
            return leads[0].count
        }
        return conditions.isEmpty && isOneFacet ? matchAtMost : nil
    }
}

extension SearchPlan {
    private mutating func add(
        _ filter: SearchFilter,
        _ context: SearchContext,
        _ match: inout MatchExpression,
        _ db: Database
    ) throws {
        switch filter.condition {
        case .named(let kind, let names):
            let facets = try db.facets(of: kind, called: names, names: kind == .model ? context.modelNames : [:])
            if facets.isEmpty { remark("No picture has \(Self.listed(names)) as its \(Self.word(for: kind)).") }
            add(facets, filter, &match)
        case .exactly(let kind, let values):
            add(try db.facets(of: kind, values), filter, &match)
        case .number(let kind, let spans):
            try add(spans, of: kind, filter, &match, db)
        case .person(let names):
            let ids = try db.people(called: names, me: context.person)
            if ids.isEmpty { remark("Nobody here is called \(Self.listed(names)).") }
            add(try db.facets(of: .person, ids), filter, &match)
        case .seed(let spans): addNumbers("seed", spans, filter) { .seed($0) }
        case .cost(let spans): addNumbers("cost", spans, times: 1_000_000, filter) { _ in nil }
        case .rating(let spans): try addRating(spans, filter, db)
        case .time(let span): add(span, filter)
        case .favourite:
            add(try db.marks("favourite", [try db.knownUser(named: context.person)]), filter)
        case .tag(let names):
            let marks = try db.marks("tag", names)
            if marks.isEmpty { remark("No picture has the tag \(Self.listed(names)).") }
            add(marks, filter)
        case .collection(let names):
            let known = try db.collections(called: names)
            if known.isEmpty { remark("No collection is called \(Self.listed(names)).") }
            let marks = try db.marks("collection", known)
            if !filter.isExcluded { collectionMarks.append(marks.map(\.id)) }
            add(marks, filter)
        case .prompt(let titles):
            let facets = try db.promptFacets(called: titles, most: MatchExpression.mostFacets)
            if facets.isEmpty { remark("No picture came from a prompt called \(Self.listed(titles)).") }
            if facets.count >= MatchExpression.mostFacets {
                remark("Many prompts are called so: those of the newest \(MatchExpression.mostFacets) count.")
            }
            add(facets, filter, &match)
        case .noted: try addNotes(nil, isExcluded: filter.isExcluded, db)
        case .failed: break
        }
    }

    private mutating func add(_ facets: [FacetRow], _ filter: SearchFilter, _ match: inout MatchExpression) {
        if filter.isExcluded {
            match.exclude(facets.map(\.id))
        } else if facets.isEmpty {
            isImpossible = true
        } else {
            match.require(facets.map(\.id))
            let count = facets.reduce(0) { $0 + $1.count }
            matchAtMost = min(matchAtMost, count)
            facetShare *= min(1, Double(count) / Double(max(1, total)))
        }
    }

    /// Numbers are few different ones: those in the span, as facets. Where they are many, the row is asked.
    private mutating func add(
        _ spans: [NumberSpan],
        of kind: FacetKind,
        _ filter: SearchFilter,
        _ match: inout MatchExpression,
        _ db: Database
    ) throws {
        let facets = try db.facets(of: kind).filter { facet in
            facet.number.map { number in spans.contains { $0.contains(number) } } ?? false
        }
        if facets.count <= MatchExpression.mostFacets { return add(facets, filter, &match) }
        let column = kind == .steps ? "inference_steps" : "guidance_scale"
        let tests = spans.map { span in
            let (above, below) = span.excludesEnds ? (">", "<") : (">=", "<=")
            return "(\(column) \(above) ? AND \(column) \(below) ?)"
        }
        let arguments = spans.flatMap { [$0.least?.double ?? -.infinity, $0.most?.double ?? .infinity] }
        add(SQLPiece(sql: "(\(tests.joined(separator: " OR ")))", arguments: arguments), filter)
    }

    private mutating func addNumbers(
        _ column: String,
        _ spans: [NumberSpan],
        times factor: Decimal = 1,
        _ filter: SearchFilter,
        lead: (Int64) -> PlaceSource?
    ) {
        let ranges = spans.compactMap { $0.integers(times: factor) }
        guard !ranges.isEmpty else {
            isImpossible = isImpossible || !filter.isExcluded
            return
        }
        let tests = ranges.map { _ in "\(column) BETWEEN ? AND ?" }.joined(separator: " OR ")
        add(SQLPiece(sql: "(\(tests))", arguments: ranges.flatMap { [$0.lowerBound, $0.upperBound] }), filter)
        if !filter.isExcluded, ranges.count == 1, ranges[0].lowerBound == ranges[0].upperBound,
            let source = lead(ranges[0].lowerBound)
        {
            leads.append((source, 1))
        }
    }

    private mutating func addRating(_ spans: [NumberSpan], _ filter: SearchFilter, _ db: Database) throws {
        let wanted = (0...5).filter { rating in
            spans.contains { $0.contains(Double(rating)) } != filter.isExcluded
        }
        guard !wanted.isEmpty else {
            isImpossible = true
            return
        }
        let list = wanted.map(String.init).joined(separator: ", ")
        conditions.append(SQLPiece(sql: "image.rating IN (\(list))", arguments: []))
        guard !wanted.contains(0) else { return }
        let counted = try db.capped("SELECT 1 FROM image WHERE trashed_at IS NULL AND rating >= ?", wanted[0])
        // Past the cap it is guessed: most pictures are never rated.
        leads.append((.ratings(wanted), counted < Database.cap ? counted : max(counted, total / 20)))
    }

    private mutating func add(_ span: Range<Int64>, _ filter: SearchFilter) {
        let low = span.lowerBound == .min ? Int64.min : Place.first(ofMillisecond: span.lowerBound)
        let high = span.upperBound == .max ? Int64.max : Place.first(ofMillisecond: span.upperBound) - 1
        if filter.isExcluded {
            conditions.append(SQLPiece(sql: "image.place NOT BETWEEN ? AND ?", arguments: [low, high]))
        } else if low > places.upperBound || high < places.lowerBound || low > high {
            isImpossible = true
        } else {
            places = max(low, places.lowerBound)...min(high, places.upperBound)
        }
    }

    private mutating func add(_ marks: [FacetRow], _ filter: SearchFilter) {
        guard !marks.isEmpty else {
            isImpossible = isImpossible || !filter.isExcluded
            return
        }
        let ids = marks.map(\.id)
        let list = ids.map(String.init).joined(separator: ",")
        add(
            SQLPiece(
                sql: """
                    EXISTS (SELECT 1 FROM image_mark
                            WHERE mark_id IN (SELECT value FROM json_each(?)) AND place = image.place)
                    """,
                arguments: ["[\(list)]"]
            ),
            filter
        )
        if !filter.isExcluded { leads.append((.marks(ids), marks.reduce(0) { $0 + $1.count })) }
    }

    /// Notes have an index of their own, in the same order.
    ///
    /// - Parameter term: words of them; `nil` where any will do.
    private mutating func addNotes(_ term: SearchTerm?, isExcluded: Bool, _ db: Database) throws {
        let test =
            term.map { term in
                SQLPiece(
                    sql: "EXISTS (SELECT 1 FROM note_text WHERE note_text MATCH ? AND rowid = image.place)",
                    arguments: [term.expression]
                )
            } ?? SQLPiece(sql: "EXISTS (SELECT 1 FROM note WHERE note.place = image.place)")
        guard !isExcluded else {
            return conditions.append(SQLPiece(sql: "NOT \(test.sql)", arguments: test.arguments))
        }
        conditions.append(test)
        let count =
            try term.map { try db.capped("SELECT 1 FROM note_text WHERE note_text MATCH ?", $0.expression) }
            ?? db.capped("SELECT 1 FROM note WHERE place > ?", Int64.min)
        // Past the cap it is guessed: few pictures have a note.
        leads.append((.notes(term?.expression), count < Database.cap ? count : max(count, total / 50)))
    }

    private mutating func add(_ condition: SQLPiece, _ filter: SearchFilter) {
        guard filter.isExcluded else { return conditions.append(condition) }
        // What is unknown is not what is excluded.
        conditions.append(SQLPiece(sql: "NOT coalesce(\(condition.sql), 0)", arguments: condition.arguments))
    }

    private mutating func remark(_ sentence: String) { remarks.append(Search.Remark(sentence)) }

    static func listed(_ names: [String]) -> String {
        names.prefix(3).map { "“\(SearchReader.short($0))”" }.joined(separator: " or ")
    }

    private static func word(for kind: FacetKind) -> String {
        kind == .tool ? "program" : kind.rawValue
    }
}
