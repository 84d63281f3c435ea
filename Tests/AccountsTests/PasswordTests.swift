import Testing

@testable import Accounts

@Suite struct PasswordTests {
    @Test func aPasswordMatchesItsHashAndNoOther() throws {
        let hash = try Password("a fox in deep snow").hashed()
        #expect(Password("a fox in deep snow").matches(hash))
        #expect(!Password("a fox in deep snoW").matches(hash))
        #expect(!Password("").matches(hash))
    }

    @Test func hashesAreArgon2idAndSaltedEachByItself() throws {
        let hashes = try [Password("a fox in deep snow").hashed(), Password("a fox in deep snow").hashed()]
        #expect(hashes.allSatisfy { $0.hasPrefix("$argon2id$v=19$m=65536,t=2,p=1$") })
        #expect(hashes[0] != hashes[1])
    }

    @Test func accentsMatchHoweverTheKeyboardWroteThem() throws {
        let hash = try Password("caf\u{e9} au lait").hashed()
        #expect(Password("cafe\u{301} au lait").matches(hash))
    }

    @Test func whatIsNoHashMatchesNothing() {
        #expect(!Password("a fox in deep snow").matches(""))
        #expect(!Password("a fox in deep snow").matches("a fox in deep snow"))
    }

    @Test(arguments: [
        "short one", "aaaaaaaaaaaa", "1234567890", "Password123", "mina1234567", "contactsheet1", "qwertyuiop!",
    ])
    func weakPasswordsAreRefused(_ text: String) {
        #expect(Password(text).fault(for: "mina12345") != nil)
    }

    @Test(arguments: ["a fox in deep snow", "Tr0ub4dor&3x", "schnee im wald", "mina12345 likes snow"])
    func otherPasswordsAreTaken(_ text: String) {
        #expect(Password(text).fault(for: "mina12345") == nil)
    }

    @Test func aPasswordOfAnyLengthIsReadInBoundedTime() {
        #expect(Password(String(repeating: "ab€1", count: 1_000_000)).fault(for: "mina") != nil)
    }
}
