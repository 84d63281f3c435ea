import CZlib

/// Reads the files of a zip archive that somebody sent: by its directory, within bounds, with every checksum compared.
///
/// After PKWARE's APPNOTE.TXT 6.3.10; stored and deflated entries, no ZIP64: what is sent here is small.
public struct ZipReader: Sendable {
    /// Why an archive cannot be read.
    public struct Fault: Error, Sendable, Hashable {
        /// The sentence for a person.
        public var sentence: String
    }

    /// The most entries.
    public static let mostEntries = 20_000
    /// The most that may come out of it, in bytes.
    public static let mostBytes = 64_000_000

    /// One file.
    public struct Entry: Sendable, Hashable {
        /// Its name, with the folders it is in.
        public var name: String
        /// What is in it.
        public var bytes: [UInt8]
    }

    private let bytes: [UInt8]

    /// An archive, wholly in memory.
    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Whether bytes begin as an archive does.
    public static func isArchive(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    /// The files whose names are wanted, in the order of the directory; folders are none.
    ///
    /// - Throws: ``Fault`` for what is no archive, is damaged, encrypted or too much.
    public func entries(where isWanted: (String) -> Bool) throws(Fault) -> [Entry] {
        guard let end = directoryEnd() else { throw Self.damaged }
        let count = try Int(number(at: end + 10, bytes: 2))
        guard count <= Self.mostEntries else {
            throw Fault(sentence: "The archive holds more than \(Self.mostEntries) files.")
        }
        var offset = try Int(number(at: end + 16, bytes: 4))
        var entries: [Entry] = []
        var left = Self.mostBytes
        for _ in 0..<count {
            guard try number(at: offset, bytes: 4) == 0x0201_4B50 else { throw Self.damaged }
            let nameLength = try Int(number(at: offset + 28, bytes: 2))
            let name = String(decoding: try slice(offset + 46, nameLength), as: UTF8.self)
            if !name.hasSuffix("/"), isWanted(name) {
                let content = try content(of: name, at: offset, most: left)
                left -= content.count
                entries.append(Entry(name: name, bytes: content))
            }
            let extra = try Int(number(at: offset + 30, bytes: 2))
            let comment = try Int(number(at: offset + 32, bytes: 2))
            offset += 46 + nameLength + extra + comment
        }
        return entries
    }

    private func content(of name: String, at entry: Int, most: Int) throws(Fault) -> [UInt8] {
        guard try number(at: entry + 8, bytes: 2) & 1 == 0 else {
            throw Fault(sentence: "“\(name.suffix(60))” in the archive is encrypted.")
        }
        let method = try number(at: entry + 10, bytes: 2)
        let checksum = try number(at: entry + 16, bytes: 4)
        let packed = try Int(number(at: entry + 20, bytes: 4))
        let size = try Int(number(at: entry + 24, bytes: 4))
        let local = try Int(number(at: entry + 42, bytes: 4))
        guard size <= most else {
            throw Fault(sentence: "More than \(Self.mostBytes / 1_000_000) MB would come out of the archive.")
        }
        guard try number(at: local, bytes: 4) == 0x0403_4B50 else { throw Self.damaged }
        let start = try local + 30 + Int(number(at: local + 26, bytes: 2)) + Int(number(at: local + 28, bytes: 2))
        let source = try slice(start, packed)
        var content: [UInt8]
        switch method {
        case 0: content = Array(source)
        case 8:
            content = Array(repeating: 0, count: max(size, 1))
            let written = source.withUnsafeBufferPointer { source in
                content.withUnsafeMutableBufferPointer { target in
                    czlib_inflate_raw(source.baseAddress, source.count, target.baseAddress, target.count)
                }
            }
            guard written == size else { throw Self.damaged }
            content.removeLast(content.count - size)
        default: throw Fault(sentence: "“\(name.suffix(60))” in the archive is packed in a way that is not read here.")
        }
        guard content.count == size, czlib_crc32(content, content.count) == UInt32(checksum) else {
            throw Self.damaged
        }
        return content
    }

    /// Where the record begins that ends the archive; a comment of up to 64 KiB may follow it.
    private func directoryEnd() -> Int? {
        guard bytes.count >= 22 else { return nil }
        var index = bytes.count - 22
        let last = max(0, index - 65_535)
        while index >= last {
            if bytes[index...].starts(with: [0x50, 0x4B, 0x05, 0x06]) { return index }
            index -= 1
        }
        return nil
    }

    private func slice(_ start: Int, _ count: Int) throws(Fault) -> ArraySlice<UInt8> {
        guard start >= 0, count >= 0, start <= bytes.count, count <= bytes.count - start else { throw Self.damaged }
        return bytes[start..<start + count]
    }

    /// A number whose lowest byte comes first.
    private func number(at offset: Int, bytes count: Int) throws(Fault) -> UInt64 {
        try slice(offset, count).reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static let damaged = Fault(sentence: "The archive is damaged, or no zip archive.")
}
