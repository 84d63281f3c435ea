/// The properties of an XMP packet in which tools leave texts.
///
/// A packet is RDF in XML. It is searched rather than parsed: there are no entities to expand and no depth to follow.
struct XMP {
    /// The properties that are looked for, by the prefixes that everybody writes.
    static let properties = ["exif:UserComment", "dc:description", "tiff:ImageDescription", "xmp:CreateDate"]

    let packet: ArraySlice<UInt8>

    /// A property's text, written as an element or as an attribute; of several languages the first.
    subscript(property: String) -> String? {
        element(property) ?? attribute(property)
    }

    private func element(_ property: String) -> String? {
        guard let content = Self.content(of: property, in: packet) else { return nil }
        // In a list of languages the text is that of the first item.
        if let item = Self.content(of: "rdf:li", in: content) { return Self.unescaped(item) }
        return content.contains(UInt8(ascii: "<")) ? nil : Self.unescaped(content)
    }

    /// What stands between an element's two tags.
    private static func content(of name: String, in text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let opening = text.range(of: "<\(name)"),
            let open = text[opening.upperBound...].firstIndex(of: UInt8(ascii: ">")),
            text[open - 1] != UInt8(ascii: "/"),
            let closing = text[open...].range(of: "</\(name)>")
        else { return nil }
        return text[open + 1..<closing.lowerBound]
    }

    private func attribute(_ property: String) -> String? {
        for quote in ["\"", "'"] {
            if let opening = packet.range(of: "\(property)=\(quote)"),
                let closing = packet[opening.upperBound...].range(of: quote)
            {
                return Self.unescaped(packet[opening.upperBound..<closing.lowerBound])
            }
        }
        return nil
    }

    /// The text with XML's five entities and character references resolved.
    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(text.count)
        var rest = text
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "&"), let end = rest.prefix(12).firstIndex(of: UInt8(ascii: ";")),
                let scalar = scalar(String(decoding: rest[..<end], as: UTF8.self))
            {
                result.append(contentsOf: String(Character(scalar)).utf8)
                rest = rest[(end + 1)...]
            } else {
                result.append(byte)
            }
        }
        return TextDecoding.plain(result[...])
    }

    private static func scalar(_ name: String) -> Unicode.Scalar? {
        switch name {
        case "lt": "<"
        case "gt": ">"
        case "amp": "&"
        case "quot": "\""
        case "apos": "'"
        case _ where name.hasPrefix("#x"): UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
        case _ where name.hasPrefix("#"): UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
        default: nil
        }
    }
}

extension ArraySlice<UInt8> {
    /// Where a text first stands.
    func range(of text: String) -> Range<Int>? {
        let needle = Array(text.utf8)
        guard let first = needle.first else { return nil }
        var start = firstIndex(of: first)
        while let at = start {
            if self[at...].starts(with: needle) { return at..<at + needle.count }
            start = self[(at + 1)...].firstIndex(of: first)
        }
        return nil
    }
}

extension Gathering {
    /// Reads the properties of an XMP packet.
    mutating func readXMP(_ bytes: ArraySlice<UInt8>) {
        guard allowance.grants(bytes.count) else { return }
        let packet = XMP(packet: bytes)
        for property in XMP.properties {
            if let text = packet[property] { add(text, at: .xmp(property)) }
        }
    }
}
