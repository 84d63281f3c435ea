import Foundation
import Fuzzing
import Pictures
import Testing

@Suite("No picture's file breaks its readers", .timeLimit(.minutes(30)))
struct PictureFuzzTests {
    /// What the formats are made of.
    private static let words = [
        "IHDR", "IDAT", "IEND", "tEXt", "zTXt", "iTXt", "eXIf", "iCCP", "acTL", "tIME", "Exif\0\0", "II*\0", "MM\0*",
        "http://ns.adobe.com/xap/1.0/\0", "RIFF", "WEBP", "VP8 ", "VP8L", "VP8X", "EXIF", "XMP ", "ANIM",
        "parameters\0",
    ]

    @Test("the texts of any file are within bounds, and one that was laid into it is found there")
    func texts() throws {
        var mutator = Mutator(seed: 1, corpus: try Self.specimens(), words: Self.words, longest: 32 << 10)
        let broken = Fuzz.run("picture-texts", &mutator, rounds: 4000) { input, _ in
            let texts = PictureTexts(of: input)
            guard texts.entries.count <= 64, texts.entries.allSatisfy({ $0.text.utf8.count <= 8 << 20 }) else {
                return false
            }
            if let found = EmbeddedParameters(of: input, timeZone: .gmt), !Self.isBounded(found) { return false }
            guard let copy = try? PictureTexts.embedding("a\nSteps: 1, Seed: 2", into: input) else { return true }
            return copy.count < input.count + 200 + (64 << 10)
        }
        #expect(broken == nil)
    }

    @Test("the header of any file tells what libvips tells, where both tell something")
    func headers() throws {
        var mutator = Mutator(seed: 2, corpus: try Self.specimens(), words: Self.words, longest: 32 << 10)
        let broken = Fuzz.run("picture-headers", &mutator, rounds: 2500, times: 60) { input, _ in
            let header = PictureHeader(input)
            guard let probe = try? Probe(input) else { return true }
            _ = probe.isWhole(input)
            guard let header else { return true }
            return header.format == probe.format && header.width == probe.width && header.height == probe.height
        }
        #expect(broken == nil, "\(String(describing: broken.map { (PictureHeader($0), try? Probe($0)) }))")
    }

    @Test("any file that is not too large by its header is decoded, or not, to as many pixels as it says")
    func pixels() throws {
        var mutator = Mutator(seed: 3, corpus: try Self.specimens(), words: Self.words, longest: 32 << 10)
        let broken = Fuzz.run("picture-pixels", &mutator, rounds: 600, times: 60) { input, _ in
            guard let probe = try? Probe(input), probe.width * probe.height <= 65_536,
                let pixels = try? Pixels(decoding: input)
            else { return true }
            return pixels.width * pixels.height == probe.width * probe.height
        }
        #expect(broken == nil)
    }

    @Test("the texts of every tool are read within bounds, however damaged")
    func parameters() {
        let texts: [(PictureTexts.Place, String)] = [
            (.keyword("prompt"), Graphs.longWays), (.keyword("prompt"), Graphs.flux),
            (.keyword("workflow"), Graphs.workflow),
            (.keyword("invokeai_metadata"), #"{"seed": 1, "model": {"name": "x"}}"#),
            (.keyword("Dream"), #""a [b] c" -s 5 -S 6 -W 7"#),
            (.keyword("parameters"), #"{"sui_image_params": {"seed": "5"}}"#),
            (
                .keyword("parameters"),
                "a\nNegative prompt: b\nSteps: 1, Sampler: \"x, y\", Seed: 2, Size: 3x4, Model: {\"a\": 1}"
            ),
            (.xmp("exif:UserComment"), "\u{1F600}\nSteps: 1, Seed: 2, Size: 5x6"),
        ]
        for (number, (place, text)) in texts.enumerated() {
            var mutator = Mutator(
                seed: UInt64(number),
                corpus: [Array(text.utf8)],
                words: ["{", "}", "[", "]", "\"", "\\u", "\\", ",", ":", "e", "-", "null", "[\"4\", 0]", "Steps: "],
                longest: 16 << 10
            )
            let broken = Fuzz.run("parameters-\(number)", &mutator, rounds: 700) { input, _ in
                let entry = PictureTexts.Entry(place: place, text: String(decoding: input, as: UTF8.self))
                return EmbeddedParameters(PictureTexts([entry]), timeZone: .gmt).map(Self.isBounded) ?? true
            }
            #expect(broken == nil)
        }
    }

    @Test("parameters that are written come back, whatever the prompts are")
    func writing() throws {
        let corpus = ["a cat\nNegative prompt: no\nSteps: 20, Seed: 3", "\"Raw prompt\": {x}, a: b", "line\n\nline\n"]
        var mutator = Mutator(
            seed: 5,
            corpus: corpus.map { Array($0.utf8) },
            words: ["\n", "Negative prompt: ", "Steps: 1, ", "Raw prompt: ", "\"", "\\", "{", ", ", ": "]
        )
        let broken = Fuzz.run("parameters-written", &mutator, rounds: 1500) { input, chance in
            let text = String(decoding: input, as: UTF8.self).replacing("\0", with: "")
            let words = Array(text.unicodeScalars)
            let cut = Int.random(in: 0...words.count, using: &chance)
            let parts = [words[..<cut], words[cut...]].map { part in
                String(String.UnicodeScalarView(part)).trimmingCharacters(in: .whitespacesAndNewlines)
            }
            let given = EmbeddedParameters(
                tool: .contactsheet,
                prompt: parts[0],
                negativePrompt: parts[1],
                seed: Int64.random(in: 0 ... .max, using: &chance),
                inferenceSteps: 20
            )
            let entry = PictureTexts.Entry(place: .keyword("parameters"), text: ParametersText(given).infotext)
            guard let found = EmbeddedParameters(PictureTexts([entry]), timeZone: .gmt) else { return false }
            return found.prompt.utf8.elementsEqual(given.prompt.utf8)
                && found.negativePrompt.utf8.elementsEqual(given.negativePrompt.utf8)
                && found.seed == given.seed
        }
        #expect(broken == nil)
    }

    private static func isBounded(_ found: EmbeddedParameters) -> Bool {
        found.prompt.utf8.count <= 64 << 10 && found.negativePrompt.utf8.count <= 64 << 10
            && found.rawText.utf8.count <= EmbeddedParameters.rawTextLimit && found.seed ?? 0 >= 0
            && (1...100_000).contains(found.width ?? 1) && (1...100_000).contains(found.height ?? 1)
            && (found.model?.utf8.count ?? 0) <= 512 && (found.scheduler?.utf8.count ?? 0) <= 512
    }

    /// One of each format, with texts wherever a format has room for them.
    static func specimens() throws -> [[UInt8]] {
        let text = "a\nNegative prompt: b\nSteps: 1, Sampler: Euler, Seed: 2, Size: 8x8"
        let exif = WrittenEXIF(
            first: [.ascii(0x010E, "d"), .ascii(0x0112, "x")],
            camera: [.comment(Array("UNICODE\0".utf8) + WrittenEXIF.utf16(text, bigEndian: true))]
        )
        let packed = Array("Comment\0\0".utf8) + WrittenZlib.bomb(repeats: 30)
        let chunks =
            WrittenFile.text("parameters", text) + WrittenFile.international("prompt", Graphs.usual(seed: "5"))
            + WrittenFile.chunk("zTXt", packed) + WrittenFile.chunk("eXIf", exif.block)
            + WrittenFile.chunk("tIME", [7, 232, 1, 2, 3, 4, 5])
        let xmp = Array(
            "http://ns.adobe.com/xap/1.0/\0<dc:description><rdf:li>\(text)&#x41;</rdf:li></dc:description>".utf8
        )
        let tiny = Scenes.waves(width: 8, height: 8)
        return [
            try WrittenFile.png(chunks, pixels: tiny),
            try WrittenFile.jpeg([exif.segment, (0xE1, xmp), (0xFE, Array(text.utf8))], pixels: tiny),
            try WrittenFile.webp(["EXIF": exif.block, "XMP ": xmp], pixels: tiny),
            try tiny.webp(), try WrittenFile.plainWebP(tiny),
            try PictureTexts.embedding(text, into: try tiny.jpeg()),
        ]
    }
}
