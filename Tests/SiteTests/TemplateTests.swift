import Foundation
import Testing

@testable import Site

@Suite struct TemplateTests {
    private let folder = URL(filePath: #filePath).appending(path: "../../../Templates").standardizedFileURL

    private func files() throws -> [(name: String, text: String)] {
        let names = try #require(FileManager.default.enumerator(atPath: folder.path)?.allObjects as? [String])
        return try names.filter { $0.hasSuffix(".mustache") }.sorted().map { name in
            (String(name.dropLast(9)), try String(contentsOf: folder.appending(path: name), encoding: .utf8))
        }
    }

    @Test func noTemplatePutsTextOutUnescaped() throws {
        for (name, text) in try files() {
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(name)")
            #expect(!text.contains("CONTENT_TYPE: TEXT"), "\(name)")
        }
    }

    @Test func everyTemplateBeginsWithTheFastEscaper() throws {
        for (name, text) in try files() {
            #expect(text.hasPrefix("{{% CONTENT_TYPE: HTML}}\n"), "\(name)")
        }
    }

    @Test func everyPartialThatIsNamedExists() throws {
        let files = try files()
        let names = Set(files.map(\.name))
        for (name, text) in files {
            for match in text.matches(of: /\{\{[><]\s*([a-z\/-]+)\s*\}\}/) {
                #expect(names.contains(String(match.output.1)), "\(match.output.1) in \(name)")
            }
        }
    }

    @Test func noTemplateHoldsInlineStyleOrScript() throws {
        for (name, text) in try files() {
            #expect(!text.contains(" style=") && !text.contains("<style") && !text.contains(" onclick="), "\(name)")
            #expect(text.firstMatch(of: /<script(?![^>]*src=)/) == nil, "\(name)")
        }
    }

    @Test func everyTemplateRendersWithEveryFieldSetAndUnset() async throws {
        let templates = try await Templates(folder: folder)
        for (name, text) in try files() {
            let hostile = "<i>\"'&"
            var full = View()
            for match in text.matches(of: /\{\{[#^]?\.?([a-zA-Z]+)\}\}/) {
                let field = String(match.output.1)
                let isSection = text.contains("{{#\(field)}}") || text.contains("{{^\(field)}}")
                full[field] = isSection && text.contains("{{/\(field)}}") ? true : hostile
            }
            #expect(!(try templates.render(name, full)).contains(hostile), "\(name)")
            #expect(!(try templates.render(name, [:])).contains("{{"), "\(name)")
        }
    }

    @Test(arguments: ["plain", "a < b > c & d \" e ' f", "ünï <b>😀</b>", ""])
    func theEscaperAgreesWithTheEngines(_ text: String) {
        let slow = text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
        #expect(HTMLEscaper().escapeText(text) == slow)
    }
}
