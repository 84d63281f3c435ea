import Foundation
import HTTPServer
import HTTPTypes
import Library
import Testing

@testable import Site

/// Every route with everybody who may come. What each may is written here once more, apart from the table of rules: the
/// two must agree.
@Suite struct RouteRoleTests {
    /// What is reached without having come in.
    private static let door: Set = [
        "GET /public/{name...}", "GET /login", "POST /login", "POST /logout", "GET /invitations/{secret}",
        "POST /invitations/{secret}", "POST /theme", "GET /shared/{secret}", "GET /shared/{secret}/files/{sha256}",
        "GET /shared/{secret}/thumbnails/{sha256}",
    ]

    /// What changes something, or seems to, and yet is a viewer's.
    private static let ofViewers: Set = [
        "POST /vote", "POST /vote/undo", "POST /api/votes", "POST /selection/zip", "POST /account",
        "POST /account/password", "POST /account/sessions/end", "POST /account/sessions/{id}/end",
        "POST /account/tokens", "POST /account/tokens/{id}/end",
    ]

    /// Pages that only lead to a change, which viewers do without.
    private static let forms: Set = [
        "GET /generate", "GET /generate/{slug}", "GET /compare/new", "GET /collections/new", "GET /import",
        "GET /prompts/carry", "GET /prompts/new", "GET /prompts/{id}/edit", "GET /styles/new", "GET /styles/{id}",
        "GET /shares", "GET /trash", "GET /wildcards/new", "GET /wildcards/{id}",
    ]

    /// What is an administrator's alone.
    private static let minding: Set = [
        "GET /record", "GET /settings", "GET /api/settings", "GET /users", "POST /settings", "PUT /api/settings",
        "POST /users/invite", "POST /users/invitations/{id}/end", "POST /users/{id}",
        "POST /users/{id}/password", "GET /metrics", "GET /healthz",
    ]

    /// What a script may ask for that may generate.
    private static let ofScripts: Set = [
        "POST /generate/{slug}", "POST /generate/{slug}/words", "POST /generations/{id}/again",
        "POST /generations/{id}/cancel", "POST /generations/{id}/give-up", "POST /generations/{id}/look",
        "POST /images/{id}/new-seed", "POST /images/{id}/regenerate", "POST /compare/new", "POST /compare/weigh",
        "POST /compare/words", "POST /comparisons/{id}/again", "POST /comparisons/{id}/values", "POST /drifts",
        "POST /queue/try", "POST /api/comparisons", "POST /api/generations", "POST /api/images/{id}/regenerate",
        "POST /api/prompts/expand", "POST /selection/zip", "GET /generate", "GET /generate/{slug}", "GET /compare/new",
    ]

    private static func mayViewer(_ route: String) -> Bool {
        if minding.contains(route) || forms.contains(route) { return false }
        return route.hasPrefix("GET ") || door.contains(route) || ofViewers.contains(route)
    }

    private static func mayReader(_ route: String) -> Bool {
        if route == "GET /vote" || route == "GET /account" { return false }
        return door.contains(route) || route == "POST /selection/zip" || (route.hasPrefix("GET ") && mayViewer(route))
    }

    private func visit(_ may: @escaping (String) -> Bool, _ come: (TemporarySite) async throws -> Somebody?)
        async throws
    {
        try await TemporarySite.run(doors: .closed) { house in
            var somebody = try await come(house)
            for (method, pattern) in house.router.routes {
                let name = "\(method.rawValue) \(pattern)"
                let answer = try await house.ask(method, Self.target(of: pattern), as: somebody)
                // A wrong password is refused by the page, not by the door.
                if name == "POST /login" { continue }
                #expect(answer.isRefusedAtTheDoor == !may(name), "\(name): \(answer.status)")
                // Some of it ends the session that asks.
                if let asked = somebody, asked.session != nil, method == .post,
                    pattern.contains("out") || pattern.contains("end")
                {
                    somebody = try await house.signedIn(asked.account)
                }
            }
        }
    }

    private static func target(of pattern: String) -> String {
        let digest = String(repeating: "0", count: 64)
        return pattern.replacing("{sha256}", with: digest).replacing("{one}", with: digest)
            .replacing("{other}", with: digest).replacing("{slug}", with: "sdxl1.0-realvis")
            .replacing("{name...}", with: "icon.svg").replacing("{secret}", with: String(repeating: "a", count: 43))
            .replacing(/\{[a-z]+\}/) { _ in "999999" }
    }

    @Test func whoHasNotComeInSeesTheDoor() async throws {
        try await visit(Self.door.contains) { _ in nil }
    }

    @Test func aViewerLooksAndVotes() async throws {
        try await visit(Self.mayViewer) { try await $0.somebody(.viewer) }
    }

    @Test func aMemberDoesAllButMindTheHouse() async throws {
        try await visit {
            !Self.minding.contains($0)
        } _: {
            try await $0.somebody(.member)
        }
    }

    @Test func anAdministratorDoesEverything() async throws {
        try await visit { _ in
            true
        } _: {
            try await $0.somebody(.administrator)
        }
    }

    @Test func aScriptThatReadsChangesNothing() async throws {
        try await visit(Self.mayReader) { house in
            try await house.script(house.somebody(.administrator).account, .read)
        }
    }

    @Test func aScriptThatGeneratesDoesThatAndNoMore() async throws {
        try await visit {
            Self.mayReader($0) || Self.ofScripts.contains($0)
        } _: { house in
            try await house.script(house.somebody(.administrator).account, .generate)
        }
    }

    @Test func aViewersScriptMayNotGenerateWhateverItsScope() async throws {
        try await visit(Self.mayReader) { house in
            try await house.script(house.somebody(.viewer).account, .generate)
        }
    }

    @Test func inAnOpenHouseNothingIsRefusedAtTheDoor() async throws {
        try await TemporarySite.run { house in
            for (method, pattern) in house.router.routes {
                let answer = try await house.ask(method, Self.target(of: pattern))
                #expect(!answer.isRefusedAtTheDoor, "\(method) \(pattern): \(answer.status)")
            }
        }
    }

    @Test(arguments: [
        ["origin": "https://elsewhere.example"], ["sec-fetch-site": "cross-site"], ["sec-fetch-site": "same-site"],
        ["origin": "null"], ["origin": ""],
    ])
    func noChangeIsMadeThatAnotherSitesPageAsksFor(_ fields: [String: String]) async throws {
        try await TemporarySite.run(doors: .closed) { house in
            let somebody = try await house.somebody(.administrator)
            var headers: HTTPFields = [:]
            for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
            for (method, pattern) in house.router.routes where method != .get {
                let answer = try await house.ask(method, Self.target(of: pattern), as: somebody, headers: headers)
                #expect(answer.status == .forbidden, "\(method) \(pattern): \(answer.status)")
            }
        }
    }
}
