/// Walks through a table a row at a time.
struct CSVScanner {
    private let bytes: [UInt8]
    private var offset: Int

    init(_ bytes: [UInt8], at start: Int) {
        self.bytes = bytes
        offset = start
    }

    func fault(at place: Int, _ sentence: String) -> CarryFault { CarryFault(at: place, in: bytes, sentence) }

    /// The next row that is not empty, with where it begins; `nil` at the end.
    mutating func row() throws(CarryFault) -> (cells: [String], place: Int)? {
        while offset < bytes.count, bytes[offset] == 0x0A || bytes[offset] == 0x0D { offset += 1 }
        guard offset < bytes.count else { return nil }
        let place = offset
        var cells = [try cell()]
        while offset < bytes.count, bytes[offset] == UInt8(ascii: ",") {
            offset += 1
            cells.append(try cell())
        }
        return (cells, place)
    }

    private mutating func cell() throws(CarryFault) -> String {
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") else {
            let start = offset
            while offset < bytes.count, !",\r\n".utf8.contains(bytes[offset]) {
                if bytes[offset] == UInt8(ascii: "\"") {
                    throw fault(at: offset, "A cell with a quotation mark in it stands in quotation marks.")
                }
                offset += 1
            }
            return try text(bytes[start..<offset])
        }
        let start = offset
        offset += 1
        var kept: [UInt8] = []
        while offset < bytes.count {
            let end = bytes[offset...].firstIndex(of: UInt8(ascii: "\"")) ?? bytes.count
            kept += bytes[offset..<end]
            offset = end + 1
            guard end < bytes.count else { break }
            if offset < bytes.count, bytes[offset] == UInt8(ascii: "\"") {
                kept.append(UInt8(ascii: "\""))
                offset += 1
            } else if offset >= bytes.count || ",\r\n".utf8.contains(bytes[offset]) {
                return try text(kept[...])
            } else {
                throw fault(at: offset, "Behind a closing quotation mark a comma or a new line is expected.")
            }
        }
        throw fault(at: start, "This cell does not end.")
    }

    private func text(_ bytes: ArraySlice<UInt8>) throws(CarryFault) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(at: offset, "This file is not in UTF-8.")
        }
        return text
    }
}
