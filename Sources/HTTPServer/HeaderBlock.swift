import HTTPTypes
import Synchronization

/// A request's header fields as they were received: one run of bytes, of which a field is read when somebody asks.
///
/// A browser sends a dozen fields and two or three of them decide the answer; making `HTTPFields` of all costs more
/// than an answer from memory.
final class HeaderBlock: Sendable {
    /// Where a field lies among the bytes.
    struct Field: Sendable {
        var name: Range<Int>
        var value: Range<Int>
    }

    private let bytes: [UInt8]
    private let fields: [Field]
    private let parsed = Mutex<HTTPFields?>(nil)

    init(bytes: [UInt8], fields: [Field]) {
        self.bytes = bytes
        self.fields = fields
    }

    /// All of them; made once, at the first question.
    var all: HTTPFields {
        parsed.withLock { parsed in
            if let parsed { return parsed }
            var made = HTTPFields()
            for field in fields {
                guard let name = HTTPField.Name(text(field.name)) else { continue }
                made.append(HTTPField(name: name, value: text(field.value)))
            }
            parsed = made
            return made
        }
    }

    /// The value of the first field of a name, which is given in lower case.
    func first(_ name: StaticString) -> String? {
        fields.first { isNamed($0, name) }.map { text($0.value) }
    }

    /// The values of every field of a name, which is given in lower case.
    func values(_ name: StaticString) -> [String] {
        fields.filter { isNamed($0, name) }.map { text($0.value) }
    }

    private func isNamed(_ field: Field, _ name: StaticString) -> Bool {
        guard field.name.count == name.utf8CodeUnitCount else { return false }
        return name.withUTF8Buffer { wanted in
            // Letters differ from their capitals in this one bit; the token characters that differ in it alone are
            // letters, too.
            zip(field.name, wanted).allSatisfy { bytes[$0] == $1 || bytes[$0] | 0x20 == $1 }
        }
    }

    private func text(_ range: Range<Int>) -> String {
        String(decoding: bytes[range], as: UTF8.self)
    }
}
