import Foundation
import GRDB

/// What became of prompts that were carried into a library.
public struct CarryReport: Sendable, Hashable {
    /// Prompts that are new here.
    public var added = 0
    /// Prompts that were here and have further versions now.
    public var extended = 0
    /// Versions that are new here.
    public var versions = 0
    /// Prompts that are here already, with all of their versions.
    public var known = 0
    /// Prompts that went another way here than in the file, and stay as they are: the titles of the first twenty.
    public var differing: [String] = []
    /// How many prompts went another way.
    public var differingCount = 0

    /// Nothing carried yet.
    public init() {}

    /// How many prompts were looked at.
    public var total: Int { added + extended + known + differingCount }

    mutating func add(_ other: CarryReport) {
        added += other.added
        extended += other.extended
        versions += other.versions
        known += other.known
        differing = Array((differing + other.differing).prefix(20))
        differingCount += other.differingCount
    }
}

extension Library {
    /// So many prompts are written in one transaction: what else is to be written does not wait long.
    private static let carriedAtOnce = 200

    /// Writes the whole prompt library as a file, piece by piece: one of any size leaves in little memory.
    ///
    /// - Parameter write: takes the bytes, and how many prompts are written with them.
    /// - Returns: how many prompts there are.
    /// - Throws: ``LibraryError``, and what `write` throws.
    public func carryOut(
        as format: CarryFormat,
        _ write: (_ bytes: [UInt8], _ count: Int) async throws -> Void
    ) async throws -> Int {
        try await write(Array(format.head.utf8), 0)
        var count = 0
        var after: Prompt.ID = 0
        while true {
            let query = CarriedPromptsQuery(after: after, limit: Self.carriedAtOnce)
            let (prompts, last) = try await answer(query)
            guard let last else { break }
            var text = ""
            for prompt in prompts {
                text += format.text(of: prompt, isFirst: count == 0)
                count += 1
            }
            try await write(Array(text.utf8), count)
            after = last
        }
        try await write(Array(format.tail.utf8), count)
        return count
    }

    /// Writes prompts that were carried here with all of their versions, authors and times; those that are here already
    /// stay as they are, so that a file can be carried in again.
    ///
    /// - Parameter told: how far it is, after each step.
    /// - Throws: ``LibraryError``; what was told of before is written, and only whole prompts are.
    public func carryIn(
        _ prompts: [CarriedPrompt],
        told: @Sendable (CarryReport) -> Void = { _ in }
    ) async throws(LibraryError) -> CarryReport {
        var report = CarryReport()
        for start in stride(from: 0, to: prompts.count, by: Self.carriedAtOnce) {
            let slice = prompts[start..<min(start + Self.carriedAtOnce, prompts.count)]
            let step = try await writeAlone { db in
                var step = CarryReport()
                for prompt in slice { try db.carryIn(prompt, &step) }
                return step
            }
            report.add(step)
            told(report)
        }
        return report
    }
}

extension Database {
    fileprivate func carryIn(_ prompt: CarriedPrompt, _ report: inout CarryReport) throws {
        guard let last = prompt.versions.last else { return }
        guard let id = try known(prompt) else {
            let author = try user(named: prompt.versions[0].person)
            let key = prompt.key ?? String(UUID().uuidString.lowercased().filter { $0 != "-" })
            let id = try insertPrompt(key: key, cover: prompt.cover, by: author, at: last.savedAt)
            try insert(prompt.versions[...], of: id)
            report.added += 1
            report.versions += prompt.versions.count
            return
        }
        let ours = try promptVersions(id)
        let isTrashed = try Bool.fetchOne(
            self,
            cached: "SELECT trashed_at IS NOT NULL FROM prompt WHERE id = ?",
            arguments: [id]
        )
        guard prompt.key != nil, zip(ours, prompt.versions).allSatisfy(Self.isSame) else {
            // Without a key it is known by its title and words alone.
            if prompt.key == nil { report.known += 1 } else { report.differ(last.content.title) }
            return
        }
        guard prompt.versions.count > ours.count, isTrashed != true else {
            report.known += 1
            return
        }
        try insert(prompt.versions[ours.count...], of: id)
        report.extended += 1
        report.versions += prompt.versions.count - ours.count
    }

    private func insert(_ versions: ArraySlice<PromptVersion>, of id: Prompt.ID) throws {
        for version in versions {
            var version = version
            version.prompt = id
            try insert(version, by: user(named: version.person))
        }
        if let last = versions.last { try present(last.number, of: id) }
    }

    /// The prompt of the key, or, where there is none, one of the same title and words.
    private func known(_ prompt: CarriedPrompt) throws -> Prompt.ID? {
        if let key = prompt.key {
            return try Int64.fetchOne(self, cached: "SELECT id FROM prompt WHERE key = ?", arguments: [key])
        }
        guard let content = prompt.versions.last?.content else { return nil }
        return try Int64.fetchOne(
            self,
            cached: """
                SELECT prompt.id FROM prompt JOIN prompt_version ON prompt_id = prompt.id AND number = version
                WHERE prompt.title = ? COLLATE NOCASE AND trashed_at IS NULL AND text = ? AND negative_text = ? LIMIT 1
                """,
            arguments: [content.title, content.text, content.negativeText]
        )
    }

    private static func isSame(_ one: PromptVersion, _ other: PromptVersion) -> Bool {
        one.content == other.content && one.message == other.message && one.picture == other.picture
            && one.savedAt.milliseconds == other.savedAt.milliseconds
            // A name is the same person's in either case.
            && one.person?.lowercased() == other.person?.lowercased()
    }
}

extension CarryReport {
    fileprivate mutating func differ(_ title: String) {
        differingCount += 1
        if differing.count < 20 { differing.append(title) }
    }
}
