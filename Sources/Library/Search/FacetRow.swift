import Foundation
import GRDB

/// A facet or a mark with how many images have it.
struct FacetRow {
    var id: Int64
    var value: DatabaseValue
    var count: Int

    /// The value where it is a number. Never inlined: Swift 6.3.1's optimizer crashes on that.
    @inline(never)
    var number: Double? { Double.fromDatabaseValue(value) }
}

extension Database {
    /// So many different values of one kind are looked through for a name.
    private static let most = 5000

    func facet(known kind: FacetKind, _ value: some DatabaseValueConvertible) throws -> Int64? {
        let sql = "SELECT id FROM facet WHERE kind = ? AND value = ?"
        return try Int64.fetchOne(self, cached: sql, arguments: [kind.rawValue, value])
    }

    /// All facets of a kind, of images or, from their own table, of prompts.
    func facets(of kind: FacetKind, in table: String = "facet") throws -> [FacetRow] {
        try rows("SELECT id, value, count FROM \(table) WHERE kind = ? LIMIT \(Self.most)", [kind.rawValue])
    }

    /// The facets of some values; those that no image has are left out.
    func facets(of kind: FacetKind, _ values: [some DatabaseValueConvertible]) throws -> [FacetRow] {
        try values.flatMap { value in
            try rows("SELECT id, value, count FROM facet WHERE kind = ? AND value = ?", [kind.rawValue, value])
        }
    }

    /// The facets whose value or name is one of some, or else contains it; case, blanks and marks do not count.
    func facets(
        of kind: FacetKind,
        in table: String = "facet",
        called wanted: [String],
        names: [String: String]
    ) throws -> [FacetRow] {
        let all = try facets(of: kind, in: table).map { row in
            let value = String.fromDatabaseValue(row.value) ?? ""
            return (row, folded: [value, names[value]].compactMap { $0 }.map(Self.folded))
        }
        let found = wanted.map(Self.folded).filter { !$0.isEmpty }.flatMap { wanted in
            let exact = all.filter { $0.folded.contains(wanted) }
            return exact.isEmpty ? all.filter { $0.folded.contains { $0.contains(wanted) } } : exact
        }
        return Dictionary(found.map { ($0.0.id, $0.0) }) { first, _ in first }.values.sorted { $0.id < $1.id }
    }

    private static func folded(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "+" }
    }

    /// The ids of people by name; `me` is who looks.
    func people(called names: [String], me: String?) throws -> [Int64] {
        try names.flatMap { name in
            if name.lowercased() == "me" { return [try knownUser(named: me)] }
            return try Int64.fetchAll(self, cached: "SELECT id FROM user WHERE name = ?", arguments: [name])
        }
    }

    /// A person's id; -1, which nobody has, for a name that has not been written down yet.
    func knownUser(named name: String?) throws -> Int64 {
        try Int64.fetchOne(self, cached: "SELECT id FROM user WHERE name = ?", arguments: [name ?? ""]) ?? -1
    }

    /// The marks of some values.
    func marks(_ kind: String, _ values: [some DatabaseValueConvertible]) throws -> [FacetRow] {
        try values.flatMap { value in
            try rows("SELECT id, value, count FROM mark WHERE kind = ? AND value = ?", [kind, value])
        }
    }

    /// What counting stops at: more is only a guess's worth.
    static let cap = 1000

    /// How many rows, up to the cap.
    func capped(_ sql: String, _ argument: some DatabaseValueConvertible) throws -> Int {
        try Int.fetchOne(self, cached: "SELECT count(*) FROM (\(sql) LIMIT \(Self.cap))", arguments: [argument]) ?? 0
    }

    private func rows(_ sql: String, _ arguments: StatementArguments) throws -> [FacetRow] {
        try Row.fetchAll(self, cached: sql, arguments: arguments).map { row in
            FacetRow(id: row[0], value: row[1], count: row[2])
        }
    }
}

extension Decimal {
    var double: Double { NSDecimalNumber(decimal: self).doubleValue }
}
