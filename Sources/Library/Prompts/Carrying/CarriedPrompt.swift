import Foundation
import GRDB

/// A prompt on its way between libraries: all of its versions, and nothing that means something in one library only.
public struct CarriedPrompt: Sendable, Hashable {
    /// Names it in every library; `nil` for one that some other program wrote.
    public var key: String?
    /// The SHA-256 of the picture that was chosen as its cover.
    public var cover: String?
    /// Its versions, oldest first; never none.
    public var versions: [PromptVersion]
}

/// Why a file of prompts cannot be read: nothing of it is taken.
public struct CarryFault: Error, Sendable, Hashable, CustomStringConvertible {
    /// From 1.
    public var line: Int
    /// From 1, in characters.
    public var column: Int
    /// What is wrong there.
    public var sentence: String

    /// Where and what.
    public var description: String { "Line \(line), column \(column): \(sentence)" }

    init(at offset: Int, in bytes: [UInt8], _ sentence: String) {
        let before = bytes.prefix(offset)
        let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        line = 1 + before.count { $0 == UInt8(ascii: "\n") }
        column = 1 + String(decoding: before[start...], as: UTF8.self).count
        self.sentence = sentence
    }
}

/// The two kinds of file that prompts are carried in; both hold everything.
public enum CarryFormat: String, Sendable, CaseIterable {
    /// One object, a version a line.
    case json
    /// A table, a version a row.
    case csv

    /// Reads a file of either kind.
    ///
    /// - Throws: ``CarryFault``.
    public static func read(_ bytes: [UInt8]) throws(CarryFault) -> [CarriedPrompt] {
        let start: [UInt8] = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
        let first = bytes.dropFirst(start.count).first { !" \t\r\n".utf8.contains($0) }
        return first == UInt8(ascii: "{")
            ? try PromptJSON.read(bytes, from: start.count) : try PromptCSV.read(bytes, from: start.count)
    }

    /// What stands before the prompts.
    var head: String {
        switch self {
        case .json: PromptJSON.head
        case .csv: PromptCSV.head
        }
    }

    /// What stands behind them.
    var tail: String {
        switch self {
        case .json: PromptJSON.tail
        case .csv: ""
        }
    }

    /// A prompt with all of its versions.
    func text(of prompt: CarriedPrompt, isFirst: Bool) -> String {
        switch self {
        case .json: (isFirst ? "\n" : ",\n") + PromptJSON.text(of: prompt)
        case .csv: PromptCSV.text(of: prompt)
        }
    }
}

/// Checks that both kinds of file share.
enum Carried {
    /// A moment to the millisecond, as in `2026-11-27T08:15:00.123Z`.
    static func text(_ date: Date) -> String {
        let milliseconds = date.milliseconds
        let rest = (milliseconds % 1000 + 1000) % 1000
        let seconds = Date(timeIntervalSince1970: Double((milliseconds - rest) / 1000))
        let digits = String(rest)
        let fraction = String(repeating: "0", count: 3 - digits.count) + digits
        return seconds.ISO8601Format().dropLast() + "." + fraction + "Z"
    }

    /// Reads ``text(_:)``, also without a fraction; `nil` for what is no such moment.
    static func date(_ text: String) -> Date? {
        guard (20...24).contains(text.utf8.count), text.hasSuffix("Z") else { return nil }
        let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, let seconds = try? Date("\(parts[0])Z", strategy: .iso8601) else { return nil }
        var milliseconds = seconds.milliseconds
        if parts.count == 2 {
            guard (1...3).contains(parts[1].count), let digits = Int64(parts[1]), digits >= 0 else { return nil }
            milliseconds += digits * [100, 10, 1][parts[1].count - 1]
        }
        guard (0...8_000_000_000_000).contains(milliseconds) else { return nil }
        return Date(milliseconds: milliseconds)
    }

    static func isSHA256(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    static func isKey(_ text: String) -> Bool {
        (8...64).contains(text.utf8.count)
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) }
    }

    /// A person's name as the house keeps names; `nil` when it is none.
    static func isName(_ text: String) -> Bool {
        text.count <= 40 && text.utf8.count <= 160 && Tag.line(text) == text
    }
}

/// So many prompts of the library in the order of their numbers, whole, for who carries all of them out.
struct CarriedPromptsQuery: LibraryQuery {
    /// Behind this number.
    var after: Prompt.ID = 0
    /// So many at most.
    var limit = 200

    /// The prompts, and the number of the last one; what lies in the trash stays there.
    func answer(_ db: Database) throws -> (prompts: [CarriedPrompt], last: Prompt.ID?) {
        let rows = try Row.fetchAll(
            db,
            cached: "SELECT id, key, cover FROM prompt WHERE id > ? AND trashed_at IS NULL ORDER BY id LIMIT ?",
            arguments: [after, limit]
        )
        let prompts = try rows.map { row in
            CarriedPrompt(key: row[1], cover: row[2], versions: try db.promptVersions(row[0]))
        }
        return (prompts, rows.last?[0])
    }
}

extension Database {
    func promptVersions(_ prompt: Prompt.ID) throws -> [PromptVersion] {
        try PromptVersion.fetchAll(
            self,
            cached: "SELECT \(PromptVersion.columns) FROM prompt_version WHERE prompt_id = ? ORDER BY number",
            arguments: [prompt]
        )
    }
}
