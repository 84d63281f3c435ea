import Foundation

/// Every guess about what Segmind's documents leave open, in one place, each tolerant of the other reading.
///
/// - An error body is an object whose `error` is a string (the Python client reads it so). Proxies send plain text
///   or HTML, and other services `message` or `detail`: all are shown.
/// - `output` is documented as a media URL only. A list, an object with the picture under a telling name, a `data:`
///   URL, bare base64 and an address relative to the service are taken as well.
/// - A synchronous answer with several samples is taken to be JSON with a list; with `base64` it is JSON with
///   `image` or `output`.
/// - A status word that is none of the documented four is taken for one more way of not having finished.
/// - The rows of the history are the bare list, or the first list found in the object around it. How their times
///   are written is in `Assumptions+Times`.
enum Assumptions {
    /// Under which names a picture stands in an object, the likeliest first.
    static let pictureNames = [
        "output", "image", "images", "url", "image_url", "media_url", "generation_url", "base64", "b64_json", "data",
        "result",
    ]

    /// What an error body says.
    static func error(in json: JSONValue) -> String? {
        for name in ["error", "message", "detail"] {
            switch json[name] {
            case .string(let text): return text
            case .object(let members):
                if let text = error(in: .object(members)) { return text }
                return String(decoding: JSONValue.object(members).bytes, as: UTF8.self)
            case .array(let values): return String(decoding: JSONValue.array(values).bytes, as: UTF8.self)
            default: continue
            }
        }
        return nil
    }

    /// The status a body announces, if it announces one.
    static func status(in json: JSONValue) -> RequestStatus? {
        guard let word = json["status"]?.string?.uppercased() else { return nil }
        return switch word {
        case "QUEUED": .queued
        case "COMPLETED": .completed
        case "FAILED": .failed(error(in: json) ?? "")
        default: .processing
        }
    }

    /// The pictures in an answer, in order; empty when there is none to be found.
    static func pictures(in json: JSONValue, at base: String) -> [MediaSource] {
        switch json {
        case .string(let text): picture(in: text, at: base).map { [$0] } ?? []
        case .array(let values): values.flatMap { pictures(in: $0, at: base) }
        case .object:
            pictureNames.lazy.compactMap { json[$0] }.map { pictures(in: $0, at: base) }.first { !$0.isEmpty } ?? []
        default: []
        }
    }

    private static func picture(in text: String, at base: String) -> MediaSource? {
        if let scheme = text.firstIndex(of: ":"), text.distance(from: text.startIndex, to: scheme) <= 5 {
            switch text[..<scheme].lowercased() {
            case "http", "https": return .url(text)
            case "data": return bytes(dataURL: text).map(MediaSource.bytes)
            default: return nil
            }
        }
        if text.hasPrefix("/"), let url = URL(string: text, relativeTo: URL(string: base)), text.utf8.count < 2000,
            !text.hasPrefix("/9j/")  // A JPEG in base64 begins with a slash, too.
        {
            return .url(url.absoluteString)
        }
        return bytes(base64: text).flatMap { $0.looksLikePicture ? .bytes($0) : nil }
    }

    private static func bytes(dataURL text: String) -> [UInt8]? {
        guard let comma = text.firstIndex(of: ",") else { return nil }
        let isBase64 = text[..<comma].lowercased().hasSuffix(";base64")
        let data = text[text.index(after: comma)...]
        if isBase64 { return bytes(base64: String(data)) }
        return data.removingPercentEncoding.map { [UInt8]($0.utf8) }
    }

    private static func bytes(base64 text: String) -> [UInt8]? {
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).map { [UInt8]($0) }
    }

    /// An address as it is, or made whole where it has no host of its own.
    static func address(_ text: String, at base: String) -> String {
        guard text.hasPrefix("/"), let url = URL(string: text, relativeTo: URL(string: base)) else { return text }
        return url.absoluteString
    }

    /// What a request can have cost, in US dollars; another number is a mistake, and is not added to anything.
    static let costs = 0.0...10_000
    /// How long a request can have taken, in seconds.
    static let latencies = 0.0...604_800

    /// The list of rows in an answer of the history.
    static func rows(in json: JSONValue) -> [JSONValue]? {
        if let rows = json.array { return rows }
        guard let members = json.object else { return nil }
        let likely = ["data", "requests", "results", "items", "rows", "history"].compactMap { members[$0] }
        let others = members.sorted { $0.key < $1.key }.map(\.value)
        for value in likely + others {
            if let rows = value.array { return rows }
        }
        // One level deeper: {"data": {"items": […]}}.
        return likely.lazy.compactMap { $0.object == nil ? nil : rows(in: $0) }.first
    }
}

extension [UInt8] {
    /// Whether the bytes begin as a JPEG, PNG, WebP or GIF does.
    var looksLikePicture: Bool {
        let beginnings: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47], Array("GIF8".utf8)]
        if beginnings.contains(where: starts(with:)) { return true }
        return count > 12 && starts(with: Array("RIFF".utf8)) && self[8..<12].elementsEqual("WEBP".utf8)
    }
}
