import Foundation
import GRDB
import Testing

@testable import Library

@Suite struct PeopleTests {
    private let house: TemporaryLibrary
    private var library: Library { house.library }
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws { house = try TemporaryLibrary() }

    private func hash(_ number: UInt8) -> SecretHash { SecretHash([UInt8](repeating: number, count: 32)) }

    private func account(_ name: String = "Mina", _ role: Role = .administrator) async throws -> Account {
        try await library.addAccount(name, role: role, password: "kept", at: now)
    }

    @Test func whatWasMadeUnderANameBelongsToItsAccount() async throws {
        let before = try await library.write { db in try db.user(named: "mina") }
        let account = try await account("Mina")
        #expect(account.id == before && account.name == "Mina")
    }

    @Test func aNameHasOneAccountHoweverItIsWritten() async throws {
        _ = try await account("Mina")
        await #expect(throws: LibraryError.self) { _ = try await account("MINA") }
        #expect(try await library.answer(AccountsQuery()).map(\.name) == ["Mina"])
    }

    @Test func aNameThatWasOnlySaidCannotSignIn() async throws {
        _ = try await library.write { db in try db.user(named: "Tom") }
        #expect(try await library.answer(SignInQuery(name: "Tom")) == nil)
        #expect(try await library.answer(SignInQuery(name: "")) == nil)
        #expect(try await library.answer(AccountsQuery()).isEmpty)
    }

    @Test func nobodysRowNeverBecomesAnAccount() async throws {
        await #expect(throws: LibraryError.self) { _ = try await account("") }
    }

    @Test func theLastAdministratorIsNeitherLoweredNorClosed() async throws {
        let mina = try await account()
        await #expect(throws: LibraryError.self) { try await library.set(.member, of: mina.id) }
        await #expect(throws: LibraryError.self) { try await library.close(mina.id, at: now) }
        let tom = try await account("Tom")
        try await library.close(mina.id, at: now)
        await #expect(throws: LibraryError.self) { try await library.set(.viewer, of: tom.id) }
        #expect(try await library.answer(AccountsQuery()).filter(\.isOpen).map(\.role) == [.administrator])
    }

    @Test func aClosedAccountKeepsNothingThatLetsItIn() async throws {
        _ = try await account()
        let tom = try await account("Tom", .member)
        _ = try await library.addSession(hash(1), of: tom.id, address: "", agent: "", at: now)
        try await library.addToken(hash(2), of: tom.id, name: "x", scope: .read, expiresAt: now + 60, at: now)
        _ = try await library.inviteToReset(hash(3), tom.id, by: "Mina", at: now)
        try await library.close(tom.id, at: now)
        let roll = try await library.answer(RollQuery())
        #expect(roll.sessions.isEmpty && roll.tokens.isEmpty && roll.accounts[tom.id] == nil)
        #expect(try await library.answer(InvitationsQuery(at: now)).isEmpty)
        await #expect(throws: LibraryError.self) {
            _ = try await library.addSession(hash(4), of: tom.id, address: "", agent: "", at: now)
        }
        await #expect(throws: LibraryError.self) {
            _ = try await library.inviteToReset(hash(5), tom.id, by: nil, at: now)
        }
    }

    @Test func anAccountHasFiftySessionsTheLastUsedOnes() async throws {
        let mina = try await account()
        for number in 0..<UInt8(Session.most + 5) {
            _ = try await library.addSession(
                hash(number),
                of: mina.id,
                address: "",
                agent: "",
                at: now + Double(number)
            )
        }
        let sessions = try await library.answer(SessionsQuery(of: mina.id, at: now + 60))
        #expect(sessions.count == Session.most)
        #expect(sessions.last?.createdAt == now + 5)
    }

    @Test func endedSessionsGoWithTheNextSignIn() async throws {
        let mina = try await account()
        _ = try await library.addSession(hash(1), of: mina.id, address: "", agent: "", at: now)
        let later = now + Session.idleLifetime + 1
        _ = try await library.addSession(hash(2), of: mina.id, address: "", agent: "", at: later)
        #expect(try await library.answer(RollQuery()).sessions.map(\.hash) == [hash(2)])
    }

    @Test func aNewPasswordEndsAllSessionsButOne() async throws {
        let mina = try await account()
        let kept = try await library.addSession(hash(1), of: mina.id, address: "", agent: "", at: now)
        _ = try await library.addSession(hash(2), of: mina.id, address: "", agent: "", at: now)
        try await library.setPassword("new", of: mina.id, keeping: kept)
        #expect(try await library.answer(RollQuery()).sessions.map(\.session.id) == [kept])
        try await library.setPassword("newer", of: mina.id)
        #expect(try await library.answer(RollQuery()).sessions.isEmpty)
    }

    @Test func aLinkIsGoodOnceAlsoForTwoAtOnce() async throws {
        try await library.invite(hash(1), as: .member, by: nil, at: now)
        let came = await withTaskGroup(of: Bool.self) { tasks in
            for name in ["Ada", "Tom", "Kim", "Lee"] {
                tasks.addTask { [library, now] in
                    (try? await library.accept(hash(1), name: name, password: "x", at: now)) != nil
                }
            }
            return await tasks.reduce(into: 0) { count, isIn in count += isIn ? 1 : 0 }
        }
        #expect(came == 1)
        #expect(try await library.answer(AccountsQuery()).count == 1)
    }

    @Test func aNameThatIsTakenLeavesTheLinkGood() async throws {
        _ = try await account("Mina")
        try await library.invite(hash(1), as: .member, by: "Mina", at: now)
        await #expect(throws: LibraryError.self) {
            _ = try await library.accept(hash(1), name: "mina", password: "x", at: now)
        }
        #expect(try await library.answer(InvitationQuery(hash(1), at: now)) != nil)
    }

    @Test func theProgramsOwnLinkTakesItsEarlierOneBack() async throws {
        try await library.invite(hash(1), as: .administrator, by: nil, at: now)
        try await library.invite(hash(2), as: .administrator, by: nil, at: now)
        #expect(try await library.answer(InvitationQuery(hash(1), at: now)) == nil)
        #expect(try await library.answer(InvitationQuery(hash(2), at: now)) != nil)
    }

    @Test func anAccountHasFiftyTokens() async throws {
        let mina = try await account()
        for number in 0..<UInt8(Token.most) {
            try await library.addToken(hash(number), of: mina.id, name: "x", scope: .read, expiresAt: now + 60, at: now)
        }
        await #expect(throws: LibraryError.self) {
            try await library.addToken(hash(99), of: mina.id, name: "x", scope: .read, expiresAt: now + 60, at: now)
        }
    }

    @Test func theRecordForgetsAfterNinetyDays() async throws {
        try await library.record("signed in", by: "Mina", from: "192.0.2.1", at: now)
        try await library.record("signed in", by: "Tom", at: now + 89 * 86_400)
        #expect(try await library.answer(RecordQuery()).entries.count == 2)
        try await library.record("signed in", by: "Tom", at: now + 91 * 86_400)
        #expect(try await library.answer(RecordQuery()).entries.map(\.person) == ["Tom", "Tom"])
    }

    @Test func theRecordIsPagedFromTheNewest() async throws {
        for number in 0..<250 { try await library.record("signed in", "\(number)", by: "Mina", at: now) }
        var (seen, before): ([String], RecordEntry.ID?) = ([], nil)
        repeat {
            let page = try await library.answer(RecordQuery(before: before))
            seen += page.entries.map(\.detail)
            before = page.next
        } while before != nil
        #expect(seen == (0..<250).reversed().map(String.init))
    }

    @Test func whatIsAskedAtEveryRequestOrPageUsesAnIndex() async throws {
        let plans = try await library.pool.read { db in
            try [
                "SELECT 1 FROM session WHERE user_id = 1 ORDER BY seen_at DESC, id DESC",
                "SELECT 1 FROM token WHERE user_id = 1 ORDER BY id DESC",
                "SELECT 1 FROM invitation WHERE hash = x'00'",
                "SELECT 1 FROM record WHERE id < 5 ORDER BY id DESC LIMIT 100",
                "DELETE FROM record WHERE at < 5",
            ].flatMap { sql in try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql).map { $0["detail"] as String } }
        }
        #expect(plans.allSatisfy { $0.contains("USING") }, "\(plans)")
    }
}
