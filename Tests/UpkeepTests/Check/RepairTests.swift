import Foundation
import Library
import Pictures
import Segmind
import Testing

@testable import Upkeep

/// What a repair puts right, and what it leaves with its name.
@Suite(.timeLimit(.minutes(2))) struct RepairTests {
    @Test("A missing picture is fetched again from the request's result, and nothing is generated")
    func missing() async throws {
        try await House.run(samples: 3) { house in
            let file = try await house.kept()[2]
            let requests = try await house.studio.client.history().count
            try house.remove(file.path)
            let report = try await house.repair()
            #expect(report.isClean)
            #expect(report.mended == [.missing: 1])
            #expect(SHA256Digest(of: try house.bytes(file.path)).description == file.sha256)
            #expect(try await house.studio.client.history().count == requests)
            #expect(try await house.check().isClean)
        }
    }

    @Test("A damaged picture is set aside with the reason, and fetched again")
    func damaged() async throws {
        try await House.run { house in
            let file = try await house.kept()[0]
            try house.damage(file.path)
            let wrong = try house.bytes(file.path)
            let report = try await house.repair()
            #expect(report.isClean)
            #expect(SHA256Digest(of: try house.bytes(file.path)).description == file.sha256)
            let aside = "set-aside/\(file.sha256).jpg"
            #expect(try house.bytes(aside) == wrong)
            #expect(String(decoding: try house.bytes(aside + ".txt"), as: UTF8.self).contains(file.path))
        }
    }

    @Test("After the hour every sample of a request is found at its row in the history")
    func afterTheHour() async throws {
        try await House.run(prompts: ["a pear"], samples: 3) { house in
            let files = try await house.kept()
            let service = try await ForgetfulService.remembering(house)
            for file in files { try house.remove(file.path) }
            try await service.serve { client in
                let report = try await house.repair(from: PictureSource(service: (client, "test")))
                #expect(report.isClean)
                #expect(report.mended == [.missing: 3])
            }
        }
    }

    @Test("What the service sends now with another hash is not taken")
    func otherBytes() async throws {
        try await House.run(prompts: ["a pear"]) { house in
            let file = try await house.kept()[0]
            let service = try await ForgetfulService.remembering(house) { $0 + [0] }
            try house.damage(file.path)
            let wrong = try house.bytes(file.path)
            try await service.serve { client in
                let report = try await house.repair(from: PictureSource(service: (client, "test")))
                #expect(report.findings[.damaged]?.first.first?.contains("other bytes") == true)
            }
            #expect(try house.bytes(file.path) == wrong)
        }
    }

    @Test("A picture of another service is not asked for, and stays named")
    func otherService() async throws {
        try await House.run { house in
            let file = try await house.kept()[0]
            try house.remove(file.path)
            let elsewhere = PictureSource(service: (house.studio.client, "https://elsewhere.example"))
            let sentence = try await house.repair(from: elsewhere).findings[.missing]?.first.first
            #expect(sentence?.contains("/generations/1") == true)
            #expect(sentence?.contains("https://elsewhere.example") == true)
            let nobody = try await house.repair(from: PictureSource(service: nil))
            #expect(nobody.findings[.missing]?.first.first?.contains("SEGMIND_API_KEY") == true)
        }
    }

    @Test("A service that cannot be reached is left alone after three pictures")
    func unreachable() async throws {
        try await House.run(prompts: ["a pear"], samples: 4) { house in
            let service = try await ForgetfulService.remembering(house)
            for file in try await house.kept() { try house.remove(file.path) }
            try await service.serve(refusing: true) { client in
                let report = try await house.repair(from: PictureSource(service: (client, "test")))
                let sentences = try #require(report.findings[.missing]?.first)
                #expect(sentences.filter { $0.contains("could not be asked for it") }.count == 3)
                #expect(sentences.filter { $0.contains("for others either") }.count == 1)
            }
        }
    }

    @Test("Files of no image move out of the way, and what was never finished is removed")
    func strays() async throws {
        try await House.run { house in
            try house.write([1, 2, 3], to: "images/ab/notes.txt")
            try house.write([4], to: "images/notes.txt")
            try house.write([5], to: "images/00/.name.jpg.7.tmp")
            let report = try await house.repair()
            #expect(report.isClean)
            #expect(report.mended == [.stray: 2, .leftover: 1])
            let aside = try ["notes.txt", "notes.txt-2"].map { try house.bytes("set-aside/\($0)") }
            #expect(Set(aside) == [[1, 2, 3], [4]])
            #expect(!house.exists("images/00/.name.jpg.7.tmp"))
        }
    }

    @Test("A thumbnail that cannot be opened is made again, one of no picture removed")
    func thumbnails() async throws {
        try await House.run { house in
            let thumbnail = try PictureFolder.thumbnail(#require(try await house.kept()[0].digest))
            let whole = try house.bytes(thumbnail)
            try house.write(Array("no picture".utf8), to: thumbnail)
            let nobodys = PictureFolder.thumbnail(SHA256Digest(of: [1]))
            try house.write(whole, to: nobodys)
            let report = try await house.repair()
            #expect(report.isClean)
            #expect(try house.bytes(thumbnail) == whole)
            #expect(!house.exists(nobodys))
        }
    }

    @Test("Counters are counted anew")
    func counters() async throws {
        try await House.run { house in
            try await house.tamper(
                """
                UPDATE facet SET count = 7 WHERE kind = 'all';
                INSERT INTO facet (kind, value, count) VALUES ('model', 'nothing', 1);
                """
            )
            let report = try await house.repair()
            #expect(report.isClean)
            #expect(report.mended == [.counter: 2])
            #expect(try await house.library.answer(GalleryCountQuery()).count == 2)
        }
    }

    @Test("The search index is written anew, with the models' words")
    func search() async throws {
        try await House.run { house in
            try await house.tamper("INSERT INTO image_text (image_text) VALUES ('delete-all')")
            let report = try await house.repair()
            #expect(report.isClean)
            let query = GalleryQuery(Search("model:sdxl1.0-dreamshaper pear"), limit: 10)
            #expect(try await house.library.answer(query).cards.count == 1)
        }
    }

    @Test("Nothing derived is written into a database that is itself unsound")
    func unsound() async throws {
        try await House.run { house in
            try await house.tamper(
                "UPDATE facet SET count = 7 WHERE kind = 'all'; UPDATE image SET generation_id = 99 WHERE id = 2"
            )
            let report = try await house.repair()
            #expect(report.findings[.counter]?.count == 1)
            #expect(report.findings[.database]?.count == 1)
        }
    }
}
