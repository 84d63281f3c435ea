import CZlib
import Foundation

/// Writes a zip archive from front to back, piece by piece: nothing that was written is needed again.
///
/// Entries are stored as they are: pictures are compressed already. Their length and checksum stand in front of their
/// bytes, so that readers of streams understand it, too. Where 65,535 entries or 4 GiB are passed, the directory at
/// the end is a ZIP64 one. After PKWARE's APPNOTE.TXT 6.3.10, sections 4.3 and 4.5.3.
struct ZipWriter {
    private var directory: [UInt8] = []
    private var entries = 0
    private var offset: UInt64

    /// Begins an archive.
    ///
    /// - Parameter offset: how many bytes stand in front of it.
    init(behind offset: UInt64 = 0) { self.offset = offset }

    /// The longest entry; so much more than a picture may have that no entry needs ZIP64 of its own.
    static let longestEntry = 256 << 20

    /// The header that stands in front of an entry's bytes.
    ///
    /// - Parameters:
    ///   - name: without slashes at its ends.
    ///   - bytes: what follows the header, at most ``longestEntry``.
    mutating func header(name: String, bytes: [UInt8], modified: Date) -> [UInt8] {
        let name = Array(name.utf8)
        let time = DOSTime(modified)
        let checksum = czlib_crc32(bytes, bytes.count)
        // From the flags to the two lengths, the same in both headers.
        var shared = ZipBytes()
        // What is more than ASCII is said to be UTF-8.
        shared.append(UInt16(name.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11))
        shared.append(UInt16(0))
        shared.append(time.time)
        shared.append(time.date)
        shared.append(checksum)
        shared.append(UInt32(bytes.count))
        shared.append(UInt32(bytes.count))
        shared.append(UInt16(name.count))

        var local = ZipBytes()
        local.append(UInt32(0x0403_4B50))
        local.append(UInt16(10))
        local.bytes += shared.bytes
        local.append(UInt16(0))
        local.bytes += name

        add(name: name, shared: shared.bytes)
        entries += 1
        offset += UInt64(local.bytes.count + bytes.count)
        return local.bytes
    }

    private mutating func add(name: [UInt8], shared: [UInt8]) {
        let isFar = offset >= UInt64(UInt32.max)
        var central = ZipBytes()
        central.append(UInt32(0x0201_4B50))
        // Made on Unix, which says that the attributes are a file's mode.
        central.append(UInt16(3 << 8 | 45))
        central.append(UInt16(isFar ? 45 : 10))
        central.bytes += shared
        central.append(UInt16(isFar ? 12 : 0))
        central.append(UInt16(0))
        central.append(UInt16(0))
        central.append(UInt16(0))
        central.append(UInt32(0o100644 << 16))
        central.append(isFar ? .max : UInt32(offset))
        central.bytes += name
        if isFar {
            central.append(UInt16(1))
            central.append(UInt16(8))
            central.append(offset)
        }
        directory += central.bytes
    }

    /// The directory that ends the archive.
    func end() -> [UInt8] {
        var end = ZipBytes()
        let size = UInt64(directory.count)
        if entries >= Int(UInt16.max) || offset >= UInt64(UInt32.max) || size >= UInt64(UInt32.max) {
            end.append(UInt32(0x0606_4B50))
            end.append(UInt64(44))
            end.append(UInt16(3 << 8 | 45))
            end.append(UInt16(45))
            end.append(UInt32(0))
            end.append(UInt32(0))
            end.append(UInt64(entries))
            end.append(UInt64(entries))
            end.append(size)
            end.append(offset)
            // Where the record above begins.
            end.append(UInt32(0x0706_4B50))
            end.append(UInt32(0))
            end.append(offset + size)
            end.append(UInt32(1))
        }
        end.append(UInt32(0x0605_4B50))
        end.append(UInt16(0))
        end.append(UInt16(0))
        end.append(UInt16(clamping: entries))
        end.append(UInt16(clamping: entries))
        end.append(UInt32(clamping: size))
        end.append(UInt32(clamping: offset))
        end.append(UInt16(0))
        return directory + end.bytes
    }
}

/// Numbers as zip writes them, the least byte first.
private struct ZipBytes {
    var bytes: [UInt8] = []

    mutating func append(_ number: some FixedWidthInteger) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }
}

/// A local time in steps of two seconds from 1980 on.
private struct DOSTime {
    var time: UInt16
    var date: UInt16

    init(_ moment: Date) {
        let parts = Calendar(identifier: .gregorian).dateComponents(
            [.year, .month, .day, .hour, .minute, .second],
            from: moment
        )
        let year = min(max((parts.year ?? 0) - 1980, 0), 127)
        date = UInt16(year << 9 | (parts.month ?? 1) << 5 | (parts.day ?? 1))
        time = UInt16((parts.hour ?? 0) << 11 | (parts.minute ?? 0) << 5 | (parts.second ?? 0) / 2)
    }
}
