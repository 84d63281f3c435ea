import Catalog
import Foundation
import Fuzzing
import Testing

@testable import Library

@Suite("The prompt library is carried out and in without loss")
struct CarryingTests {
    /// Everything that could be lost.
    private func full() async throws -> PromptHouse {
        let house = try PromptHouse()
        let hostile = "a \"fox\", red\n  {a|b} __hair__ {{subject=cat}} \\ (word:1.2)\t猫 🦊 é\u{301} =1+1\n\n"
        let sha = String(repeating: "ab", count: 32)
        let fox = try await house.add(
            "Fox, “quoted”",
            hostile,
            negative: "blurry,\nbad",
            notes: " spaces ",
            by: "Åse",
            at: 1
        )
        var content = try await house.prompt(fox).head.content
        content.tags = ["Winter", "猫"]
        content.model = "sdxl1.0-dreamshaper"
        content.parameters = ParameterSet([
            .init(name: "guidance_scale", value: .number(7.25)),
            .init(name: "num_inference_steps", value: .integer(30)),
            .init(name: "scheduler", value: .string("DPM++ 2M, \"Karras\"")), .init(name: "x", value: .boolean(true)),
        ])
        let later = house.second(2).addingTimeInterval(0.123)
        _ = try await house.library.save(content, to: fox, over: 1, message: "More, “much” more", by: "Ben", at: later)
        _ = try await house.library.goBack(to: 1, of: fox, over: 2, by: nil, at: house.second(3))
        try await house.library.chooseCover(sha, of: fox)
        try await house.add("", "x", picture: sha, at: 4)
        try await house.library.trashPrompt(try await house.add("Thrown away", at: 5), at: house.second(6))
        return house
    }

    private func carried(_ library: Library, as format: CarryFormat) async throws -> String {
        var bytes: [UInt8] = []
        _ = try await library.carryOut(as: format) { more, _ in bytes += more }
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test("Out, into an empty library, and out again: the same bytes", arguments: CarryFormat.allCases)
    func roundTrip(_ format: CarryFormat) async throws {
        let house = try await full()
        let text = try await carried(house.library, as: format)
        let other = try PromptHouse()
        let report = try await other.library.carryIn(try CarryFormat.read(Array(text.utf8)))
        #expect(report.added == 2 && report.versions == 4)
        #expect(try await carried(other.library, as: format) == text)
        // And by way of the other kind of file.
        let another = format == .json ? CarryFormat.csv : .json
        let third = try PromptHouse()
        let turned = try await carried(other.library, as: another)
        _ = try await third.library.carryIn(try CarryFormat.read(Array(turned.utf8)))
        #expect(try await carried(third.library, as: format) == text)
        #expect(try await other.find("tag:winter").isEmpty)
        #expect(try await other.find("by:Åse") == ["Fox, quoted"])
        #expect(try await other.isSound())
    }

    @Test("An empty library is a file, too", arguments: CarryFormat.allCases)
    func empty(_ format: CarryFormat) async throws {
        let house = try PromptHouse()
        let text = try await carried(house.library, as: format)
        #expect(try CarryFormat.read(Array(text.utf8)).isEmpty)
    }

    @Test("Carried in twice, nothing is added; further versions are, and what went another way stays")
    func twice() async throws {
        let house = try await full()
        let before = try CarryFormat.read(Array(try await carried(house.library, as: .json).utf8))
        let other = try PromptHouse()
        _ = try await other.library.carryIn(before)
        let again = try await other.library.carryIn(before)
        #expect(again.known == 2 && again.added + again.extended + again.versions + again.differingCount == 0)
        _ = try await house.save("further", to: 1, over: 3, at: 20)
        let after = try CarryFormat.read(Array(try await carried(house.library, as: .json).utf8))
        let extended = try await other.library.carryIn(after)
        #expect(extended.extended == 1 && extended.versions == 1 && extended.known == 1)
        #expect(try await other.find("further") == ["Fox, quoted"])
        // The older file knows less: nothing to do.
        #expect(try await other.library.carryIn(before).known == 2)
        _ = try await other.save("another way", to: 1, over: 4, at: 30)
        _ = try await house.save("one way", to: 1, over: 4, at: 31)
        let split = try CarryFormat.read(Array(try await carried(house.library, as: .json).utf8))
        let differing = try await other.library.carryIn(split)
        #expect(differing.differing == ["Fox, quoted"] && differing.known == 1 && differing.versions == 0)
        #expect(try await other.find("another") == ["Fox, quoted"])
        #expect(try await other.isSound())
    }

    @Test("A table that somebody wrote needs no more than texts, and is known the second time")
    func written() async throws {
        let house = try PromptHouse()
        let table = "text,title,tags\na red fox,Fox,\"animals, winter\"\n\"a \"\"hare\"\"\",,\n"
        let prompts = try CarryFormat.read(Array(table.utf8))
        #expect(try await house.library.carryIn(prompts).added == 2)
        #expect(try await house.library.carryIn(prompts).known == 2)
        #expect(try await house.find("tag:winter") == ["Fox"])
        #expect(try await house.find("hare") == ["a hare"])
    }

    @Test(
        "What is broken is refused with its place",
        arguments: [
            ("", "Line 1, column 1: The file is empty."),
            ("{", "Line 1, column 2: Here “\"” is expected."),
            (
                "{\"prompts\":[\n{\"versions\":[\n{\"text\":\"\"}]}]}",
                "Line 3, column 1: text: A prompt needs its text."
            ),
            ("{\"prompts\":[\n{\"versions\":[]}]}", "Line 2, column 1: This prompt has no versions."),
            ("{\"prompts\":[{\"colour\":1}]}", "Line 1, column 23: “colour” is no field of a prompt."),
            ("{\"prompts\":[{\"versions\":[{\"text\":\"x", "Line 1, column 34: This text does not end."),
            (
                "{\"prompts\":[{\"versions\":[{\"text\":\"x\"}]}]} x",
                "Line 1, column 43: Something follows behind the end."
            ),
            (
                "{\"prompts\":[{\"versions\":[{\"text\":\"x\",\"saved_at\":\"soon\"}]}]}",
                "Line 1, column 26: saved_at: This is no time such as 2026-11-27T08:15:00.123Z."
            ),
            (
                "{\"format\":2}",
                "Line 1, column 11: A newer Contactsheet wrote this: format 1 is known here."
            ),
            (
                "{\"prompts\":[{\"key\":\"aaaaaaaa\",\"versions\":[{\"text\":\"x\"}]},\n{\"key\":\"aaaaaaaa\"}]}",
                "Line 2, column 8: The key aaaaaaaa stands twice in this file."
            ),
            ("title\nx", "Line 1, column 1: The first line names the columns, and “text” is none of them."),
            ("text,colour\nx,y", "Line 1, column 1: “colour” is no column of prompts."),
            ("text,title\nx", "Line 2, column 1: There are 2 headings, and 1 in this row."),
            ("text\na\n\"b", "Line 3, column 1: This cell does not end."),
            ("text\na\"b", "Line 2, column 2: A cell with a quotation mark in it stands in quotation marks."),
            ("text,version\nx,2", "Line 2, column 1: version: Here version 1 is expected, not “2”."),
            (
                "text,parameters\nx,[]",
                "Line 2, column 1: parameters: This is no JSON object of texts, numbers, true and false."
            ),
            (
                "text,key\nx,aaaaaaaa\ny,bbbbbbbb\nz,aaaaaaaa",
                "Line 4, column 1: key: The versions of a prompt stand in rows one after the other."
            ),
        ]
    )
    func broken(_ text: String, _ sentence: String) {
        do {
            _ = try CarryFormat.read(Array(text.utf8))
            Issue.record("It was read.")
        } catch {
            #expect(error.description == sentence)
        }
    }

    @Test("Bytes by chance never break the reader")
    func random() async throws {
        let house = try await full()
        var dice = SplitMix(seed: 3)
        for format in CarryFormat.allCases {
            let whole = Array(try await carried(house.library, as: format).utf8)
            for _ in 0..<3000 {
                var bytes = whole
                for _ in 0..<Int.random(in: 1...4, using: &dice) {
                    let at = Int.random(in: 0..<bytes.count, using: &dice)
                    switch Int.random(in: 0...2, using: &dice) {
                    case 0: bytes.remove(at: at)
                    case 1: bytes[at] = UInt8.random(in: 0...255, using: &dice)
                    default: bytes.removeSubrange(at...)
                    }
                    if bytes.isEmpty { break }
                }
                do { _ = try CarryFormat.read(bytes) } catch { #expect(error.line >= 1 && error.column >= 1) }
            }
        }
    }
}
