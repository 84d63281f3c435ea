import Catalog
import Foundation
import GRDB

extension Library {
    /// Writes a comparison with the generations that it still needs, all of it or nothing.
    ///
    /// - Returns: its number, and the generations that were written for it; none when the same form made it already.
    /// - Throws: ``LibraryError``.
    public func make(
        _ new: NewComparison,
        at now: Date
    ) async throws(LibraryError) -> (id: Comparison.ID, wishes: [Generation.ID]) {
        try await writeAlone { db in
            if let twin = try db.twin(of: new, at: now) { return (twin, []) }
            try db.run(
                cached: """
                    INSERT INTO comparison (name, plan, service, once, user_id, created_at, prompt_id, prompt_version)
                    VALUES (?, ?, ?, ?, ?, ?, (SELECT id FROM prompt WHERE id = ?), ?)
                    """,
                arguments: [
                    new.name, try new.plan.json, new.service, new.once, try db.user(named: new.person),
                    now.milliseconds, new.source?.prompt, new.source?.version,
                ]
            )
            let id = db.lastInsertedRowID
            for (number, axis) in new.axes.enumerated() {
                try db.insert(axis.values, from: 0, on: number, axis.subject, of: id)
            }
            return (id, try db.insert(new, of: id, at: now))
        }
    }

    /// Adds the cells of further values of one axis.
    ///
    /// - Parameters:
    ///   - more: as the comparison would be with them; its cells are only the new ones.
    ///   - axis: the number of the axis; one behind the last for one that is new.
    ///   - known: how many values each axis had when the cells were worked out.
    /// - Returns: the generations that were written.
    /// - Throws: ``LibraryError/notFound`` when there is no such comparison; ``LibraryError/taken`` when somebody else
    ///   has added values meanwhile, to whichever axis.
    public func extend(
        _ id: Comparison.ID,
        to more: NewComparison,
        on axis: Int,
        known: [Int],
        at now: Date
    ) async throws(LibraryError) -> [Generation.ID] {
        try await writeAlone { db in
            let counts = try Int.fetchAll(
                db,
                cached: "SELECT count(*) FROM comparison_value WHERE comparison_id = ? GROUP BY axis ORDER BY axis",
                arguments: [id]
            )
            guard !counts.isEmpty else { throw LibraryError.notFound }
            guard counts == known else { throw LibraryError.taken }
            let first = axis < known.count ? known[axis] : 0
            try db.insert(
                Array(more.axes[axis].values[first...]),
                from: first,
                on: axis,
                more.axes[axis].subject,
                of: id
            )
            try db.run(
                cached: "UPDATE comparison SET plan = ? WHERE id = ?",
                arguments: [try more.plan.json, id]
            )
            return try db.insert(more, of: id, at: now)
        }
    }

    /// Gives a comparison another name and other tags.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func describe(
        _ id: Comparison.ID,
        name: String,
        tags: [String]
    ) async throws(LibraryError) {
        try await write { db in
            try db.run(cached: "UPDATE comparison SET name = ? WHERE id = ?", arguments: [name, id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
            try db.run(cached: "DELETE FROM comparison_tag WHERE comparison_id = ?", arguments: [id])
            for tag in tags {
                try db.run(
                    cached: "INSERT OR IGNORE INTO comparison_tag (tag, comparison_id) VALUES (?, ?)",
                    arguments: [tag.lowercased(), id]
                )
            }
        }
    }

    /// Takes a comparison apart: its pictures and votes stay.
    ///
    /// - Throws: ``LibraryError/notFound``.
    public func deleteComparison(_ id: Comparison.ID) async throws(LibraryError) {
        try await writeAlone { db in
            try db.run(cached: "DELETE FROM comparison WHERE id = ?", arguments: [id])
            guard db.changesCount == 1 else { throw LibraryError.notFound }
        }
    }
}

extension Database {
    /// The comparison that the same form made a moment ago.
    fileprivate func twin(of new: NewComparison, at now: Date) throws -> Comparison.ID? {
        guard let once = new.once else { return nil }
        return try Int64.fetchOne(
            self,
            cached: "SELECT id FROM comparison WHERE once = ? AND created_at > ?",
            arguments: [once, now.milliseconds - 10_000]
        )
    }

    fileprivate func insert(
        _ values: [String],
        from first: Int,
        on axis: Int,
        _ subject: AxisSubject,
        of comparison: Comparison.ID
    ) throws {
        for (number, value) in values.enumerated() {
            try run(
                cached: """
                    INSERT INTO comparison_value (comparison_id, axis, number, parameter, value) VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [comparison, axis, first + number, subject.word, value]
            )
        }
    }

    /// Writes cells, each with the generation that is there, or with a new one: the same request twice is one.
    fileprivate func insert(_ new: NewComparison, of comparison: Comparison.ID, at now: Date) throws -> [Generation.ID]
    {
        var wishes: [Generation.ID] = []
        let source = try promptSource(of: new, comparison)
        // By request, and whether it was there before.
        var known: [SameRequestQuery.Request: (Generation.ID, Bool)] = [:]
        // Tab by tab and row by row, as the sheet is read and as the queue takes them.
        let inOrder = new.cells.sorted { one, other in
            one.coordinates.reversed().lexicographicallyPrecedes(other.coordinates.reversed())
        }
        for cell in inOrder {
            var generation: Generation.ID?
            var isReused = false
            if let wish = cell.wish {
                let request = SameRequestQuery.Request(wish)
                if known[request] == nil, !new.isFresh,
                    let there = try self.generation(like: request, service: new.service)
                {
                    known[request] = (there, true)
                }
                if known[request] == nil {
                    var wish = wish
                    wish.source = wish.source ?? source
                    try insert(wish, at: now)
                    known[request] = (lastInsertedRowID, false)
                    wishes.append(lastInsertedRowID)
                }
                (generation, isReused) = known[request].map { ($0, $1) } ?? (nil, false)
            }
            let place = cell.coordinates + [0, 0, 0]
            try run(
                cached: """
                    INSERT INTO comparison_cell (comparison_id, x, y, z, generation_id, is_reused, remark)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [comparison, place[0], place[1], place[2], generation, isReused, cell.remark]
            )
        }
        return wishes
    }
}

extension Database {
    /// Where the cells of a comparison come from, also those that are added to it later.
    private func promptSource(of new: NewComparison, _ comparison: Comparison.ID) throws -> PromptSource? {
        let row = try Row.fetchOne(
            self,
            cached: "SELECT prompt_id, prompt_version FROM comparison WHERE id = ?",
            arguments: [comparison]
        )
        guard let row, let prompt = row[0] as Int64?, let number = row[1] as Int? else { return nil }
        let version = try promptVersion(prompt, number)
        return PromptSource(
            prompt: prompt,
            version: number,
            isEdited: version.map { !new.plan.says($0.content) } ?? true
        )
    }
}

extension GridPlan {
    /// Whether a comparison asks for the very words of a version.
    fileprivate func says(_ content: PromptContent) -> Bool {
        !axes.contains { $0.subject.isText } && content.says(prompt, negative: negativePrompt)
    }

    /// As it is kept.
    fileprivate var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }
}
