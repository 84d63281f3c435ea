import Foundation
import Library
import Pictures
import Testing

@testable import Upkeep

/// What a check finds, each kind of damage by itself.
@Suite(.timeLimit(.minutes(2))) struct CheckTests {
    @Test("A healthy library is clean, and looking at it changes nothing")
    func healthy() async throws {
        try await House.run(samples: 2) { house in
            await house.holdStill()
            let before = try House.snapshot(house.url.path)
            let report = try await house.check()
            #expect(report.isClean)
            #expect(report.totals.images == 4)
            #expect(report.soundPictures == 4)
            #expect(report.thumbnails == 4)
            #expect(try House.snapshot(house.url.path) == before)
        }
    }

    @Test("A picture whose file is missing is named with its generation's address")
    func missing() async throws {
        try await House.run { house in
            let file = try await house.kept()[1]
            try house.remove(file.path)
            let report = try await house.check()
            #expect(report.findings.keys.elementsEqual([.missing]))
            let sentence = try #require(report.findings[.missing]?.first.first)
            #expect(sentence.contains(file.path) && sentence.contains("/generations/2"))
        }
    }

    @Test("A picture of another length or with other bytes is damaged", arguments: [true, false])
    func damaged(cutsOff: Bool) async throws {
        try await House.run { house in
            let file = try await house.kept()[0]
            if cutsOff {
                try house.write(Array(house.bytes(file.path).dropLast()), to: file.path)
            } else {
                try house.damage(file.path)
            }
            let report = try await house.check()
            #expect(report.findings.keys.elementsEqual([.damaged]))
            #expect(report.findings[.damaged]?.count == 1)
        }
    }

    @Test("A file that no image names is a fault")
    func stray() async throws {
        try await House.run { house in
            let file = try await house.kept()[0]
            try house.write([1], to: "images/notes.txt")
            try house.write([1], to: file.path + ".old")
            try house.write([1], to: "images/00/.name.jpg.7.tmp")
            let report = try await house.check()
            #expect(report.findings[.stray]?.count == 2)
            #expect(report.findings[.leftover]?.count == 1)
        }
    }

    @Test("A young file may get its row yet while a Contactsheet serves; an old one will not")
    func young() async throws {
        try await House.run { house in
            for name in ["young", "old"] { try house.write([1], to: "images/\(name).jpg") }
            let long = Date(timeIntervalSinceNow: -3600)
            try FileManager.default.setAttributes([.modificationDate: long], ofItemAtPath: house.path("images/old.jpg"))
            let report = try await house.check(isGrowing: true)
            #expect(report.findings[.stray]?.first == ["images/old.jpg, 1 bytes"])
            let alone = try await house.check(isGrowing: false)
            #expect(alone.findings[.stray]?.count == 2)
        }
    }

    @Test("A missing thumbnail is no fault; one that cannot be opened is, and one of no picture")
    func thumbnails() async throws {
        try await House.run(samples: 2) { house in
            let thumbnails = try await house.kept().map { try PictureFolder.thumbnail(#require($0.digest)) }
            try house.remove(thumbnails[0])
            try house.write(Array(house.bytes(thumbnails[1]).dropLast(9)), to: thumbnails[1])
            try house.write(Array("no picture".utf8), to: thumbnails[2])
            let nobodys = PictureFolder.thumbnail(SHA256Digest(of: [1]))
            try house.write(house.bytes(thumbnails[3]), to: nobodys)
            let report = try await house.check()
            #expect(report.findings[.thumbnail]?.count == 2)
            #expect(report.findings[.strayThumbnail]?.first == [nobodys])
            #expect(report.findings.count == 2)
            #expect(report.thumbnailsToCome == 3)
        }
    }

    @Test("A wrong counter is named with what it says and what it should")
    func counter() async throws {
        try await House.run { house in
            try await house.tamper(
                """
                UPDATE facet SET count = 7 WHERE kind = 'model';
                INSERT INTO facet (kind, value, count) VALUES ('model', 'nothing', 1);
                """
            )
            let report = try await house.check()
            #expect(
                report.findings[.counter]?.first == [
                    "facet of model, nothing says count 1, but it is count 0.",
                    "facet of model, sdxl1.0-dreamshaper says count 7, but it is count 2.",
                ]
            )
        }
    }

    @Test("What was spent is added up again from the generations")
    func spending() async throws {
        try await House.run { house in
            try await house.tamper("UPDATE spending SET microdollars = microdollars + 1")
            let report = try await house.check()
            #expect(report.findings.keys.elementsEqual([.counter]))
            #expect(report.findings[.counter]?.first.first?.contains("generations 2, microdollars") == true)
            let repaired = try await house.repair()
            #expect(repaired.isClean)
        }
    }

    @Test("An image that a search cannot find is named, and a row of the index that is no image's")
    func search() async throws {
        try await House.run { house in
            try await house.tamper(
                """
                INSERT INTO image_text (image_text) VALUES ('delete-all');
                INSERT INTO image_text (rowid, prompt) SELECT place, 'a pear' FROM image WHERE id = 1;
                INSERT INTO image_text (rowid, prompt) VALUES (9, 'nothing');
                """
            )
            let report = try await house.check()
            #expect(report.findings[.search]?.count == 2)
            #expect(report.findings[.search]?.first.first?.contains("/images/2") == true)
        }
    }

    @Test("Of many images that a search cannot find, all are counted")
    func manyGaps() async throws {
        try await House.run { house in
            try await house.tamper(
                """
                INSERT INTO image_text (rowid, prompt)
                  WITH RECURSIVE number (n) AS (SELECT 10 UNION ALL SELECT n + 1 FROM number WHERE n < 59)
                  SELECT n, 'nothing' FROM number;
                """
            )
            let report = try await house.check()
            #expect(report.findings[.search]?.count == 50)
            #expect(report.findings[.search]?.first.count == 20)
        }
    }

    @Test("A completed generation without images is named, and an image of one that is not completed")
    func states() async throws {
        try await House.run { house in
            try await house.tamper(
                """
                UPDATE generation SET state = 'failed' WHERE id = 1;
                UPDATE image SET generation_id = 1, sample = 5 WHERE generation_id = 2;
                """
            )
            let report = try await house.check()
            #expect(report.findings[.state]?.count == 2)
            #expect(report.findings[.state]?.first.first?.contains("/generations/2") == true)
        }
    }

    @Test("A row that belongs to nothing is a fault of the database")
    func foreignKey() async throws {
        try await House.run { house in
            try await house.tamper("UPDATE image SET generation_id = 99 WHERE id = 2")
            let report = try await house.check()
            #expect(
                report.findings[.database]?.first == [
                    "Row 2 of image belongs to a row of generation that does not exist."
                ]
            )
        }
    }

    @Test("A row whose path is not its hash's is named")
    func name() async throws {
        try await House.run { house in
            try await house.tamper("UPDATE image SET path = '../' || path WHERE id = 1")
            let report = try await house.check()
            #expect(report.findings[.name]?.count == 1)
            // The file itself is then nobody's.
            #expect(report.findings[.stray]?.count == 1)
        }
    }

    @Test("A damaged index is a fault of the database")
    func index() async throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "damaged-\(UUID())")
        defer { try? FileManager.default.removeItem(at: copy) }
        try await House.run { try await $0.copyWithDamagedIndex(to: copy) }
        let report = try await House.check(copy)
        #expect(report.findings[.database]?.first.contains { $0.contains("image_dice") } == true)
        #expect(report.soundPictures == 2)
    }

    @Test("What was found is reported also when the database cannot be read to its end")
    func unreadable() async throws {
        let copy = FileManager.default.temporaryDirectory.appending(path: "damaged-\(UUID())")
        defer { try? FileManager.default.removeItem(at: copy) }
        try await House.run { try await $0.copyWithDamage(to: copy, table: "image", at: 0..<8) }
        let report = try await House.check(copy)
        #expect(report.findings[.database]?.first.last?.hasPrefix("The check ended here") == true)
    }

    @Test("A report names twenty of a kind and counts the others")
    func manyFindings() async throws {
        try await House.run { house in
            for number in 1...25 { try house.write([1], to: "images/\(number).txt") }
            let report = try await house.check()
            let lines = report.lines(of: "data")
            #expect(lines.contains("25 files that no image names:"))
            #expect(lines.contains("  and 5 more"))
            #expect(lines.filter { $0.hasSuffix(", 1 bytes") }.count == 20)
        }
    }
}
