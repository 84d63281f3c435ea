import Foundation

extension EmbeddedParameters {
    /// Reads what a picture's texts tell of its making; nil when no tool is recognised in them.
    ///
    /// - Parameter timeZone: where times without an offset were written, such as EXIF's.
    public init?(_ texts: PictureTexts, timeZone: TimeZone = .current) {
        guard !texts.entries.isEmpty, let found = Self.found(in: texts, timeZone: timeZone) else { return nil }
        self = found.bounded
        if isEmpty { return nil }
        createdAt = createdAt ?? texts.date(timeZone: timeZone)
    }

    /// Reads what a picture's file tells of its making.
    public init?(of bytes: [UInt8], timeZone: TimeZone = .current) {
        self.init(PictureTexts(of: bytes), timeZone: timeZone)
    }

    private static func found(in texts: PictureTexts, timeZone: TimeZone) -> EmbeddedParameters? {
        let graph = { ComfyUIReader.parameters(in: texts) }
        return InvokeAIReader.parameters(in: texts)
            ?? NovelAIReader.parameters(in: texts)
            ?? texts.likelyParameters.lazy.compactMap { parameters(of: $0, timeZone: timeZone) }.first
            .map { $0.tool == .automatic1111 && texts.isByComfyUI ? $0.by(.comfyUI) : $0 }
            ?? graph()
            ?? texts[.keyword("parameters")].flatMap { bare($0, timeZone: timeZone) }
    }

    /// Reads one text of which the name does not tell who wrote it.
    private static func parameters(of text: String, timeZone: TimeZone) -> EmbeddedParameters? {
        guard text.utf8.first(where: { $0 > 0x20 }) == UInt8(ascii: "{") else {
            let infotext = Infotext(text)
            return infotext.settings.isEmpty ? nil : infotext.parameters(timeZone: timeZone)
        }
        guard let json = JSON(text) else { return nil }
        return SwarmUIReader.parameters(of: json, text: text, timeZone: timeZone)
            ?? NovelAIReader.parameters(of: json, text: text)
            ?? ComfyUIReader.parameters(of: json, text: text)
            ?? FooocusReader.parameters(of: json, text: text)
    }

    /// Some pages write nothing but the prompt under that name. It may open with a brace, but not as JSON does.
    private static func bare(_ text: String, timeZone: TimeZone) -> EmbeddedParameters? {
        let opening = text.utf8.lazy.filter { $0 > 0x20 }.prefix(2)
        return opening.elementsEqual("{\"".utf8) ? nil : Infotext(text).parameters(timeZone: timeZone)
    }

    private func by(_ tool: Tool) -> EmbeddedParameters {
        var result = self
        result.tool = tool
        return result
    }
}

extension PictureTexts {
    /// The texts that may be parameters of any tool, the likeliest first.
    var likelyParameters: [String] {
        let places: [Place] = [
            .keyword("parameters"), .exif(.userComment), .exif(.model), .exif(.imageDescription),
            .exif(.windowsComment), .xmp("exif:UserComment"), .xmp("dc:description"), .xmp("tiff:ImageDescription"),
            .comment, .keyword("Comment"), .keyword("Description"),
        ]
        return places.compactMap { self[$0] }
    }

    /// Whether ComfyUI's graph is there too: some of its nodes write AUTOMATIC1111's text beside it.
    var isByComfyUI: Bool {
        [self[keyword: "prompt"], self[keyword: "workflow"]].contains { text in
            text?.utf8.first { $0 > 0x20 } == UInt8(ascii: "{")
        }
    }
}
