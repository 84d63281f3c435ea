import Testing

@testable import Accounts

@Suite struct SecretTests {
    @Test func secretsAreLongAndNeverTheSame() {
        let secrets = (0..<1000).map { _ in Secret().text }
        #expect(Set(secrets).count == 1000)
        #expect(secrets.allSatisfy { $0.utf8.count == 43 && Secret($0) != nil })
    }

    @Test func everyDigitComesUp() {
        let digits = Set((0..<1000).flatMap { _ in Secret().text })
        #expect(digits.count == 64)
    }

    @Test func theHashIsTheSHA256OfTheText() throws {
        let secret = try #require(Secret(String(repeating: "a", count: 43)))
        // As Python's hashlib says it.
        #expect(secret.hash.bytes.count == 32)
        #expect(secret.hash.bytes.prefix(8) == [0x66, 0xd3, 0x4f, 0xba, 0x71, 0xf8, 0xf4, 0x50])
    }

    @Test(arguments: ["", "abc", String(repeating: "a", count: 44), String(repeating: "é", count: 43), "' OR 1=1 --"])
    func whatCannotBeOneIsRefused(_ text: String) {
        #expect(Secret(text) == nil)
    }
}
