import Foundation
import Library

/// Files of lists and styles, in and out.
enum WordFiles {
    /// Writes a file, beside its name first: what is there is whole at any time. Its folder is made.
    ///
    /// - Throws: ``Complaint``.
    static func write(_ bytes: [UInt8], to url: URL) throws(Complaint) {
        do {
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(bytes).write(to: url, options: .atomic)
        } catch {
            throw Complaint("\(url.path) cannot be written.")
        }
    }

    /// Reads a file, so much of it at most.
    ///
    /// - Throws: ``Complaint``.
    static func read(_ url: URL, most: Int) throws(Complaint) -> [UInt8] {
        do {
            let handle = try FileHandle(forReadingFrom: url)
            defer { try? handle.close() }
            return Array(try handle.read(upToCount: most) ?? Data())
        } catch {
            throw Complaint("\(url.path) cannot be read.")
        }
    }

    static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
}

extension BroughtWords {
    /// What an import tells, line by line.
    func lines(_ noun: String) -> [String] {
        var lines = [
            "\(WordFiles.counted(new, noun)) brought, \(replaced) replaced, \(same) already there."
        ]
        lines += kept.map { "“\($0)” is there with another text and stayed; --replace puts this one in its place." }
        return lines
    }
}
