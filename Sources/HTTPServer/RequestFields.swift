import HTTPTypes

/// A request's header fields: as they came, or as somebody set them.
enum RequestFields: Sendable {
    case received(HeaderBlock)
    case given(HTTPFields)

    var all: HTTPFields {
        switch self {
        case .received(let block): block.all
        case .given(let fields): fields
        }
    }

    /// The value of the first field of a name, which is given in lower case.
    func first(_ name: StaticString) -> String? {
        switch self {
        case .received(let block): block.first(name)
        case .given(let fields): fields.first { $0.name.canonicalName == name.description }?.value
        }
    }

    /// The values of every field of a name, which is given in lower case.
    func values(_ name: StaticString) -> [String] {
        switch self {
        case .received(let block): block.values(name)
        case .given(let fields): fields.filter { $0.name.canonicalName == name.description }.map(\.value)
        }
    }
}
