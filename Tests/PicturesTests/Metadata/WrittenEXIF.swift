/// An EXIF block, written field by field.
struct WrittenEXIF {
    /// A field's tag, type, number of values and bytes.
    struct Field {
        let tag: Int
        let type: Int
        let count: Int
        let value: [UInt8]

        static func ascii(_ tag: Int, _ text: String) -> Field {
            let value = Array(text.utf8) + [0]
            return Field(tag: tag, type: 2, count: value.count, value: value)
        }

        static func comment(_ value: [UInt8]) -> Field {
            Field(tag: 0x9286, type: 7, count: value.count, value: value)
        }
    }

    var bigEndian = true
    var first: [Field] = []
    var camera: [Field] = []

    /// The orientation of the first directory.
    static func orientation(_ value: UInt8, bigEndian: Bool = true) -> [UInt8] {
        let field = Field(tag: 0x0112, type: 3, count: 1, value: bigEndian ? [0, value] : [value, 0])
        return WrittenEXIF(bigEndian: bigEndian, first: [field]).block
    }

    /// The block: header, first directory, camera's directory, values.
    var block: [UInt8] {
        let firstSize = 2 + 12 * (first.count + (camera.isEmpty ? 0 : 1)) + 4
        let cameraSize = camera.isEmpty ? 0 : 2 + 12 * camera.count + 4
        var values: [UInt8] = []
        let valuesAt = 8 + firstSize + cameraSize
        let entry = { (field: Field) -> [UInt8] in
            let head = number16(field.tag) + number16(field.type) + number32(field.count)
            if field.value.count <= 4 {
                return head + field.value + Array(repeating: 0, count: 4 - field.value.count)
            }
            defer { values += field.value + (field.value.count % 2 == 1 ? [0] : []) }
            return head + number32(valuesAt + values.count)
        }
        var directories = number16(first.count + (camera.isEmpty ? 0 : 1))
        for field in first { directories += entry(field) }
        if !camera.isEmpty { directories += number16(0x8769) + number16(4) + number32(1) + number32(8 + firstSize) }
        directories += number32(0)
        if !camera.isEmpty {
            directories += number16(camera.count)
            for field in camera { directories += entry(field) }
            directories += number32(0)
        }
        return (bigEndian ? Array("MM".utf8) + [0, 42] : Array("II".utf8) + [42, 0]) + number32(8) + directories
            + values
    }

    /// The block as the data of a JPEG's segment.
    var segment: (marker: UInt8, data: [UInt8]) { (0xE1, Array("Exif\0\0".utf8) + block) }

    private func number16(_ number: Int) -> [UInt8] {
        bigEndian ? WrittenFile.big16(number) : WrittenFile.big16(number).reversed()
    }

    private func number32(_ number: Int) -> [UInt8] {
        bigEndian ? WrittenFile.big32(number) : WrittenFile.big32(number).reversed()
    }
}

extension WrittenEXIF {
    /// A block with nothing but a comment of these bytes.
    static func comment(_ value: [UInt8], bigEndian: Bool = true) -> WrittenEXIF {
        WrittenEXIF(bigEndian: bigEndian, camera: [.comment(value)])
    }

    /// A comment in UTF-16, as AUTOMATIC1111 writes it.
    static func comment(_ text: String, bigEndian: Bool = true) -> WrittenEXIF {
        comment(Array("UNICODE\0".utf8) + utf16(text, bigEndian: true), bigEndian: bigEndian)
    }

    static func utf16(_ text: String, bigEndian: Bool) -> [UInt8] {
        text.utf16.flatMap { unit in
            let bytes = WrittenFile.big16(Int(unit))
            return bigEndian ? bytes : bytes.reversed()
        }
    }
}
