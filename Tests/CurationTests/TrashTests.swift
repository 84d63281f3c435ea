import Foundation
import GRDB
import Pictures
import Testing

@testable import Curation
@testable import Library

@Suite struct TrashTests {
    private let day: TimeInterval = 86_400

    private func sheet(_ count: Int) async throws -> Sheet {
        let sheet = try await Sheet(pictures: count)
        for number in 1...count {
            try sheet.write("bytes", to: Sheet.picture(number))
            try sheet.write("thumb", to: Sheet.thumbnail(number))
        }
        return sheet
    }

    @Test("What has lain in the trash for 30 days goes for ever, with its file and its thumbnail")
    func sweeps() async throws {
        let sheet = try await sheet(3)
        _ = try await sheet.curation.apply(.trash, to: .images([1]))
        sheet.pass(29 * day)
        _ = try await sheet.curation.apply(.trash, to: .images([2]))
        try await sheet.curation.sweep()
        #expect(try await sheet.library.answer(TrashQuery()).count == 2)
        sheet.pass(1 * day + 1)
        try await sheet.curation.sweep()
        #expect(try await sheet.library.answer(TrashQuery()).entries.map(\.card.id) == [2])
        #expect(!sheet.exists(Sheet.picture(1)) && !sheet.exists(Sheet.thumbnail(1)))
        #expect(sheet.exists(Sheet.picture(2)) && sheet.exists(Sheet.thumbnail(3)))
        // The bytes wait a little before they are gone.
        sheet.pass(Curation.grace + day)
        try await sheet.curation.sweep()
        #expect(try PictureFolder(path: sheet.folder.path).retired().isEmpty)
        #expect(try await sheet.isSound())
    }

    @Test("A file that another picture names stays until the last of them goes")
    func sharedFiles() async throws {
        let sheet = try await sheet(2)
        try await sheet.set("sha256 = ?, path = ?", [Sheet.hash(1), Sheet.picture(1)], of: 2)
        try await sheet.deleteForEver([1])
        #expect(sheet.exists(Sheet.picture(1)) && sheet.exists(Sheet.thumbnail(1)))
        try await sheet.deleteForEver([2])
        #expect(!sheet.exists(Sheet.picture(1)) && !sheet.exists(Sheet.thumbnail(1)))
    }

    @Test("A file is kept for a picture of the same bytes that lies in the trash itself")
    func sharedInTheTrash() async throws {
        let sheet = try await sheet(2)
        try await sheet.set("sha256 = ?, path = ?", [Sheet.hash(1), Sheet.picture(1)], of: 2)
        _ = try await sheet.curation.apply(.trash, to: .images([2]))
        try await sheet.deleteForEver([1], now: false)
        #expect(sheet.exists(Sheet.picture(1)))
    }

    @Test("An original that was left in place is never deleted")
    func linked() async throws {
        let sheet = try await sheet(1)
        let original = sheet.folder.appending(path: "elsewhere/original.png").path
        try sheet.write("mine", to: original)
        try await sheet.set("path = ?", [original], of: 1)
        try await sheet.deleteForEver([1])
        sheet.pass(Curation.grace + 1)
        try await sheet.curation.sweep()
        #expect(FileManager.default.fileExists(atPath: original))
        #expect(sheet.exists(Sheet.picture(1)), "no path of ours named it")
        #expect(!sheet.exists(Sheet.thumbnail(1)))
        #expect(try await sheet.library.answer(TrashQuery()).count == 0)
    }

    @Test("Our copy goes where only a linked original of the same bytes is left")
    func copyBesideLinked() async throws {
        let sheet = try await sheet(2)
        try await sheet.set("sha256 = ?, path = '/elsewhere/original.png'", [Sheet.hash(1)], of: 2)
        try await sheet.deleteForEver([1])
        #expect(!sheet.exists(Sheet.picture(1)))
        #expect(sheet.exists(Sheet.thumbnail(1)), "the linked one shows it")
    }

    @Test("Bytes that were stored again while they were deleted are brought back")
    func broughtBack() async throws {
        let sheet = try await sheet(2)
        try await sheet.deleteForEver([1])
        #expect(!sheet.exists(Sheet.picture(1)))
        // Found there a moment before, and written down a moment after.
        try await sheet.set("sha256 = ?, path = ?", [Sheet.hash(1), Sheet.picture(1)], of: 2)
        sheet.pass(Curation.grace + 1)
        try await sheet.curation.sweep()
        #expect(sheet.exists(Sheet.picture(1)))
    }

    @Test("Emptying does not touch what came into the trash after the page was drawn")
    func emptiesWhatWasSeen() async throws {
        let sheet = try await sheet(2)
        _ = try await sheet.curation.apply(.trash, to: .images([1]))
        let seen = sheet.curation.now()
        sheet.pass(5)
        _ = try await sheet.curation.apply(.trash, to: .images([2]))
        _ = try await sheet.curation.apply(.delete, to: .trashed(until: seen))
        #expect(try await sheet.library.answer(TrashQuery()).entries.map(\.card.id) == [2])
    }

    @Test("A picture that was restored a moment before is not deleted for ever")
    func restoredMeanwhile() async throws {
        let sheet = try await sheet(1)
        let action = try await sheet.curation.apply(.delete, to: .images([1]))
        #expect(action.changed == 0 && action.tally.already == 1)
        #expect(sheet.exists(Sheet.picture(1)))
    }

    @Test("Sweeping goes on from time to time until it is cancelled")
    func runs() async throws {
        let sheet = try await sheet(1)
        _ = try await sheet.curation.apply(.trash, to: .images([1]))
        let (waits, waiting) = AsyncStream.makeStream(of: Void.self)
        let task = Task {
            await sheet.curation.run { _ in
                waiting.yield()
                sheet.pass(20 * 86_400)
                try Task.checkCancellation()
            }
        }
        var rounds = 0
        for await _ in waits {
            rounds += 1
            if rounds == 3 { break }
        }
        task.cancel()
        await task.value
        #expect(try await sheet.library.answer(TrashQuery()).count == 0)
    }
}

extension Sheet {
    func set(_ assignments: String, _ values: [String], of image: Int64) async throws {
        try await library.pool.write { db in
            try db.execute(
                sql: "UPDATE image SET \(assignments) WHERE id = ?",
                arguments: StatementArguments(values) + [image]
            )
        }
    }

    func deleteForEver(_ ids: [Int64], now: Bool = true) async throws {
        _ = try await curation.apply(.trash, to: .images(ids))
        _ = try await curation.apply(.delete, to: .images(ids))
    }
}
