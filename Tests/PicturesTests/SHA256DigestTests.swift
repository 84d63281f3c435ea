import Foundation
import Pictures
import Testing

@Suite struct SHA256DigestTests {
    @Test func agreesWithTheStandardsExample() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        #expect(SHA256Digest(of: Array("abc".utf8)).description == expected)
        #expect(SHA256Digest(expected)?.description == expected)
    }

    @Test(arguments: [
        "", "abc", String(repeating: "A", count: 64), String(repeating: "g", count: 64), "../../../etc/passwd",
    ])
    func refusesWhatIsNotSixtyFourLowerCaseDigits(text: String) {
        #expect(SHA256Digest(text) == nil)
    }

    @Test func travelsAsAStringInJSON() throws {
        let digest = SHA256Digest(of: [1, 2, 3])
        let json = try JSONEncoder().encode([digest])
        #expect(String(decoding: json, as: UTF8.self) == "[\"\(digest)\"]")
        #expect(try JSONDecoder().decode([SHA256Digest].self, from: json) == [digest])
    }
}
