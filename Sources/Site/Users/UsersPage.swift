import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// The people of the house, for administrators.
    func addUsers(to router: inout Router) {
        router.get("/users") { request in
            try await users(request, ["done": Self.done[request.query["done"] ?? ""]])
        }
        router.post("/users/invite") { request in try await invite(request) }
        router.post("/users/invitations/{id}/end") { (request, id: Invitation.ID) in
            try await studio.library.dropInvitation(id)
            await record("took an invitation back", "", request)
            return .seeOther("/users?done=invitation")
        }
        router.post("/users/{id}") { (request, id: Account.ID) in try await change(id, request) }
        router.post("/users/{id}/password") { (request, id: Account.ID) in
            _ = try requireAccount(request)
            let secret = Secret()
            let made = try await studio.library.inviteToReset(secret.hash, id, by: request.person, at: now())
            guard case .password(_, let name) = made.purpose else { throw LibraryError.notFound }
            await record("made a link for a new password", "of \(name)", request)
            return try await users(request, link(secret, request, for: name))
        }
    }

    private static let done = [
        "invitation": "The invitation is taken back.", "role": "The role is changed.",
        "ceilings": "The ceilings are set, and heeded at once.",
        "closed": "The account is closed: its sessions and tokens have ended, and what it made stays.",
        "opened": "The account is open again.",
    ]

    /// What shows a link once.
    private func link(_ secret: Secret, _ request: Request, for whom: String) -> View {
        ["newLink": "\(request.origin)/invitations/\(secret.text)", "newLinkFor": whom]
    }

    private func invite(_ request: Request) async throws -> Response {
        _ = try requireAccount(request)
        let form = try request.form()
        guard let role = Role(rawValue: form["role"] ?? "") else {
            throw Problem.unreadable("An invitation names a role.")
        }
        let remark = Person.name(form["remark"] ?? "") ?? ""
        let secret = Secret()
        guard try await keep(secret, as: role, remark: remark, by: request.person) else {
            throw Problem.movedOn("\(Invitation.most) invitations wait already. Take some back first.")
        }
        await record("invited", "\(role.rawValue)\(remark.isEmpty ? "" : ", for \(remark)")", request)
        return try await users(request, link(secret, request, for: remark.isEmpty ? "the new one" : remark))
    }

    /// Whether there was room for it.
    private func keep(
        _ secret: Secret,
        as role: Role,
        remark: String,
        by person: String?
    ) async throws(LibraryError) -> Bool {
        do throws(LibraryError) {
            try await studio.library.invite(secret.hash, as: role, remark: remark, by: person, at: now())
            return true
        } catch .taken {
            return false
        }
    }

    /// Another role, or closed, or open again: what the form names.
    private func change(_ id: Account.ID, _ request: Request) async throws -> Response {
        let form = try request.form()
        let accounts = try await studio.library.answer(AccountsQuery())
        guard let account = accounts.first(where: { $0.id == id }) else { throw LibraryError.notFound }
        let change = AccountChange(form)
        guard let change else {
            throw Problem.unreadable(
                "A role is viewer, member or administrator; a ceiling is an amount of US dollars, or empty."
            )
        }
        guard try await isDone(change, to: id) else {
            throw Problem.movedOn("\(account.name) is the last administrator. Make another one first.")
        }
        try await door.reload()
        switch change {
        case .close: await record("closed an account", account.name, request)
        case .open: await record("opened an account", account.name, request)
        case .ceilings(let ceilings):
            let parts = [("day", ceilings.daily), ("month", ceilings.monthly)].map { period, ceiling in
                "\(ceiling.map(Words.money) ?? "as everybody") a \(period)"
            }
            await record("set a ceiling", "\(account.name), \(parts.joined(separator: ", "))", request)
        case .role(let role):
            await record("changed a role", "\(account.name), \(account.role.rawValue) to \(role.rawValue)", request)
        }
        return .seeOther("/users?done=\(change.word)")
    }

    /// Whether somebody is left to mind the house.
    private func isDone(_ change: AccountChange, to id: Account.ID) async throws(LibraryError) -> Bool {
        do throws(LibraryError) {
            switch change {
            case .close: try await studio.library.close(id, at: now())
            case .open: try await studio.library.close(id, false, at: now())
            case .ceilings(let ceilings): try await studio.library.set(ceilings, of: id)
            case .role(let role): try await studio.library.set(role, of: id)
            }
            return true
        } catch .taken {
            return false
        }
    }

    /// What somebody has spent of what they may.
    private static func spentText(_ allowance: Allowance) -> String {
        let sums = [
            ("today", allowance.spent.today, allowance.ceilings.daily),
            ("this month", allowance.spent.thisMonth, allowance.ceilings.monthly),
        ]
        return sums.compactMap { when, spent, ceiling in
            ceiling.map { "\(Words.money(spent)) of \(Words.money($0)) \(when)" }
        }.joined(separator: ", ")
    }

    private func users(_ request: Request, _ content: View) async throws -> Response {
        let now = now()
        let accounts = try await studio.library.answer(AccountsQuery())
        let own = try await studio.library.answer(OwnCeilingsQuery())
        let query = AllowancesQuery(of: accounts.map(\.name), service: studio.service, on: now)
        let allowances = try await studio.library.answer(query)
        let invitations = door.isClosed ? try await studio.library.answer(InvitationsQuery(at: now)) : []
        func roles(_ chosen: Role?) -> [View] {
            Role.allCases.map { role in
                ["value": role.rawValue, "label": role.rawValue.capitalized, "isChosen": role == chosen]
            }
        }
        let view: View = [
            "isOpenHouse": !door.isClosed,
            "hasPeople": !accounts.isEmpty,
            "people": accounts.map { account -> View in
                [
                    "id": account.id, "personName": account.name, "roles": roles(account.role),
                    "isClosed": !account.isOpen, "isMe": account.id == request.visitor?.account?.id,
                    "seen": account.seenAt.map { "last seen \(Words.ago($0, now: now))" } ?? "not signed in",
                    "role": account.role.rawValue,
                    "daily": own[account.id]?.daily.map { Words.typed($0) },
                    "monthly": own[account.id]?.monthly.map { Words.typed($0) },
                    "spent": allowances[account.name].map(Self.spentText),
                ]
            },
            "hasInvitations": !invitations.isEmpty,
            "invitations": invitations.map { invitation -> View in
                let (what, whom): (String, String) =
                    switch invitation.purpose {
                    case .join(let role):
                        ("invited as \(role.rawValue)", invitation.remark.isEmpty ? "Somebody" : invitation.remark)
                    case .password(_, let name): ("a new password", name)
                    }
                return [
                    "id": invitation.id, "whom": whom, "what": what, "maker": invitation.maker,
                    "ends": Words.exact(invitation.expiresAt),
                    "left": Words.left(until: invitation.expiresAt, now: now),
                ]
            },
            "newRoles": roles(.member),
            "help": Role.allCases.map { role -> View in ["label": role.rawValue.capitalized, "text": role.help] },
        ]
        return try await page("users/page", title: "People", section: "", request: request, view.with(content))
            .cacheControl("no-store")
    }
}

/// What an administrator does to an account.
private enum AccountChange {
    case close
    case open
    case ceilings(Ceilings)
    case role(Role)

    /// `nil` where a form names none.
    init?(_ form: Form) {
        switch form["do"] {
        case "close": self = .close
        case "open": self = .open
        case "ceilings":
            guard let daily = Self.amount(form["daily"]), let monthly = Self.amount(form["monthly"]) else { return nil }
            self = .ceilings(Ceilings(daily: daily, monthly: monthly))
        default:
            guard let role = Role(rawValue: form["role"] ?? "") else { return nil }
            self = .role(role)
        }
    }

    /// An amount as somebody typed it, by the rules of the house's own ceilings: empty is none, and what
    /// is no amount is `nil`.
    private static func amount(_ text: String?) -> Double?? {
        let settings = SettingsForm { $0 == "daily_ceiling_usd" ? text : nil }.settings
        return settings.map(\.ceilings.daily)
    }

    /// As the address behind it says what was done.
    var word: String {
        switch self {
        case .close: "closed"
        case .open: "opened"
        case .role: "role"
        case .ceilings: "ceilings"
        }
    }
}

extension Request {
    /// The scheme, name and port that the browser asked, as links to this house begin.
    var origin: String { "\(isSecure ? "https" : "http")://\(host ?? "localhost")" }
}
