import Foundation
import HTTPServer
import HTTPTypes
import Segmind

extension Response {
    static func json(_ value: JSONValue, status: Int = 200) -> Response {
        var response = Response.json(value.bytes)
        response.status = HTTPResponse.Status(code: status)
        return response
    }

    static func status(_ word: String, of id: String) -> Response {
        .json(["request_id": .string(id), "status": .string(word)])
    }

    static func result(_ result: ServiceResult, of id: String, media: (String) -> String) -> Response {
        let outputs = result.outputs.map { output -> JSONValue in
            switch output {
            case .name(let name): .string(media(name))
            case .base64(let picture): .string(picture.base64)
            }
        }
        return .json([
            "request_id": .string(id), "status": "COMPLETED", "output": .oneOrMany(outputs),
            "metrics": ["inference_time": .number(result.inferenceSeconds)],
        ])
    }

    /// The answer of a synchronous request: the picture itself, or JSON for base64 and for several pictures.
    static func pictures(_ pictures: [ServicePicture], isBase64: Bool) -> Response {
        if let picture = pictures.first, pictures.count == 1, !isBase64 { return .picture(picture) }
        return .json(["image": .oneOrMany(pictures.map { .string($0.base64) })])
    }

    /// A picture at once, or its bytes spread over its duration.
    static func picture(_ picture: ServicePicture) -> Response {
        guard let duration = picture.duration else { return .bytes(picture.bytes, type: picture.mediaType) }
        let parts = 40
        let size = max(1, (picture.bytes.count + parts - 1) / parts)
        return .stream(type: picture.mediaType) { writer in
            for start in stride(from: 0, to: picture.bytes.count, by: size) {
                try await writer.write(Array(picture.bytes[start..<min(start + size, picture.bytes.count)]))
                try await Task.sleep(for: duration / parts)
            }
        }
    }

    /// The answer that says a fault.
    public static func fault(_ fault: ServiceFault) -> Response {
        switch fault {
        case .refused(let status, let error, let retryAfter):
            var response = Response.json(["error": .string(error)], status: status)
            if let retryAfter { response.headers[.retryAfter] = String(retryAfter) }
            return response
        case .page(let status, let html):
            return .html(html, status: HTTPResponse.Status(code: status))
        case .failed(let error):
            return .json(["status": "FAILED", "error": .string(error)], status: 422)
        case .garbled(let text):
            return .bytes(Array(text.utf8), type: "application/json")
        case .dropped:
            return .stream(type: "application/json") { writer in
                try await writer.write(Array(#"{"request"#.utf8))
                throw fault
            }
        }
    }
}

extension JSONValue {
    /// A single value bare, several as a list.
    fileprivate static func oneOrMany(_ values: [JSONValue]) -> JSONValue {
        values.count == 1 ? values[0] : .array(values)
    }
}

extension ServicePicture {
    fileprivate var base64: String { Data(bytes).base64EncodedString() }
}
