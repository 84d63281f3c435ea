import HTTPTypes
import Testing

@testable import HTTPServer

@Suite struct ByteRangeTests {
    @Test(arguments: [
        ("bytes=0-4", ByteRange.part(0..<5)), ("bytes=5-", .part(5..<10)), ("bytes=-3", .part(7..<10)),
        ("bytes=-30", .part(0..<10)), ("bytes=9-100", .part(9..<10)), ("bytes=10-", .unsatisfiable),
        ("bytes=10-12", .unsatisfiable), ("bytes=-0", .unsatisfiable), ("bytes=4-2", .whole), ("bytes=a-b", .whole),
        ("bytes=0-1,3-4", .whole), ("bytes=-", .whole), ("items=0-1", .whole), ("bytes", .whole), ("", .whole),
        ("bytes=0-99999999999999999999", .whole), ("bytes=+1-2", .whole), ("Bytes= 0-0", .part(0..<1)),
        ("bytes=0-18446744073709551615", .part(0..<10)), ("bytes=-18446744073709551615", .part(0..<10)),
    ])
    func readsRanges(field: String, expected: ByteRange) {
        #expect(ByteRange(field, size: 10) == expected)
    }

    @Test func findsNoPartOfNothing() {
        #expect(ByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-1", size: 0) == .unsatisfiable)
    }
}

@Suite struct EntityTagTests {
    @Test(arguments: [
        ("\"a\"", true), ("W/\"a\"", true), ("\"x\", \"a\"", true), ("*", true), ("\"b\"", false), ("a", false),
        ("\"a", false), ("", false), ("\"x,a\"", false),
    ])
    func comparesWeaklyWithAList(field: String, expected: Bool) {
        #expect(EntityTag("a").isNamed(in: field) == expected)
        #expect(EntityTag("a", weak: true).isNamed(in: field) == expected)
    }

    @Test func comparesStronglyForRanges() {
        #expect(EntityTag("a").isSame(as: "\"a\""))
        #expect(!EntityTag("a").isSame(as: "W/\"a\""))
        #expect(!EntityTag("a", weak: true).isSame(as: "\"a\""))
    }

    @Test func cannotBreakOutOfItsQuotes() {
        #expect(EntityTag("a\"\r\nb").description == "\"ab\"")
    }
}

@Suite struct EncodingTests {
    @Test(arguments: [
        ("gzip", true), ("deflate, gzip;q=0.5", true), ("*", true), ("GZIP", true), ("gzip;q=0", false),
        ("gzip; q=0.0, *", false), ("*;q=0", false), ("br", false), ("", false), ("identity", false),
    ])
    func readsAcceptEncoding(field: String, expected: Bool) throws {
        let request = try Request(method: .get, target: "/", headers: [.acceptEncoding: field])
        #expect(request.acceptsGzip == expected)
    }

    @Test(arguments: [
        ("text/html; charset=utf-8", true), ("application/json", true), ("image/svg+xml", true),
        ("image/webp", false), ("text/event-stream", false), ("", false),
    ])
    func knowsWhatShrinks(type: String, expected: Bool) {
        #expect(Gzip.shrinks(type: type) == expected)
    }

    @Test(arguments: [
        ([UInt8](), "e3b0c442"), (Array("abc".utf8), "ba7816bf"), ([UInt8](repeating: 97, count: 55), "9f4390f8"),
        ([UInt8](repeating: 97, count: 56), "b35439a4"), ([UInt8](repeating: 97, count: 64), "ffe054fe"),
        ([UInt8](repeating: 97, count: 1_000_000), "cdc76e5c"),
    ])
    func hashesLikeSHA256(bytes: [UInt8], expected: String) {
        #expect(ContentHash.short(bytes).prefix(8) == expected)
        #expect(ContentHash.short(bytes).count == 16)
    }

    @Test func writesEventsThatCannotBreakOut() {
        let bytes = EventWriter.encode(event: "a\nb", data: "one\r\ntwo\rthree\n", id: "7\r8")
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "event: a b\nid: 7 8\ndata: one\ndata: two\ndata: three\ndata: \n\n"
        )
    }
}
