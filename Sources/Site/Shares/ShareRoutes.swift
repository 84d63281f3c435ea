import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// Making links for people outside, seeing which are open, and taking them back.
    func addShares(to router: inout Router) {
        router.post("/images/{id}/share") { (request, id: Image.ID) in
            try await share(.init(.picture, id), request)
        }
        router.post("/collections/{id}/share") { (request, id: ImageCollection.ID) in
            try await share(.init(.collection, id), request)
        }
        router.post("/comparisons/{id}/share") { (request, id: Comparison.ID) in
            try await share(.init(.comparison, id), request)
        }
        router.get("/shares") { request in try await shares(request) }
        router.post("/shares/{id}/end") { (request, id: Share.ID) in
            let (visitor, account) = try requireAccount(request)
            let isAnybodys = visitor.rights.contains(.administer)
            try await studio.library.endShare(id, of: isAnybodys ? nil : account.id)
            return .seeOther("/shares?done=ended")
        }
    }

    /// Where a link to a thing is made; `nil` in a house without accounts, which has no strangers to keep out.
    func shareAddress(_ kind: Share.Kind, _ id: Int64) -> String? {
        guard door.isClosed else { return nil }
        return switch kind {
        case .picture: "/images/\(id)/share"
        case .collection: "/collections/\(id)/share"
        case .comparison: "/comparisons/\(id)/share"
        }
    }

    private func share(_ subject: Share.Subject, _ request: Request) async throws -> Response {
        let (_, account) = try requireAccount(request)
        let form = try request.form()
        let remark = (form["remark"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        guard remark.count <= Share.longestRemark, remark.utf8.count <= 4 * Share.longestRemark else {
            throw Problem.unreadable("A remark has at most \(Share.longestRemark) characters.")
        }
        let days = form["days"].map { Int($0) ?? 0 } ?? Share.usualDays
        guard Share.days.contains(days) else {
            throw Problem.unreadable("A link is good for \(Words.list(Share.days)) days.")
        }
        let secret = Secret()
        let wish = ShareWish(
            subject: subject,
            maker: account.id,
            remark: remark,
            withWords: form["words"] == "yes",
            end: now().addingTimeInterval(Double(days) * 86_400)
        )
        guard try await keep(wish, secret) else {
            throw Problem.movedOn("\(Share.most) links of yours are open already. Take some back first.")
        }
        return try await shares(request, ["newLink": "\(request.origin)/shared/\(secret.text)"])
    }

    /// Whether there was room for it.
    private func keep(_ wish: ShareWish, _ secret: Secret) async throws(LibraryError) -> Bool {
        do throws(LibraryError) {
            try await studio.library.share(
                wish.subject,
                secret.hash,
                by: wish.maker,
                remark: wish.remark,
                withWords: wish.withWords,
                until: wish.end,
                at: now()
            )
            return true
        } catch .taken {
            return false
        }
    }

    private func shares(_ request: Request, _ content: View = [:]) async throws -> Response {
        let (visitor, account) = try requireAccount(request)
        let now = now()
        let seesAll = visitor.rights.contains(.administer)
        let before = request.query["before"].flatMap { Share.ID($0) }
        let answer = try await studio.library.answer(
            SharesQuery(of: seesAll ? nil : account.id, before: before, at: now)
        )
        let view: View = [
            "seesAll": seesAll,
            "isDone": request.query["done"] == "ended",
            "hasShares": !answer.entries.isEmpty,
            "shares": answer.entries.map { entry -> View in
                let share = entry.share
                return [
                    "id": share.id,
                    "what": share.subject.words(entry.name),
                    "thingAddress": entry.name == nil ? nil : share.subject.address,
                    "remark": share.remark.isEmpty ? nil : share.remark,
                    "maker": seesAll ? share.makerName : nil,
                    "withWords": share.withWords,
                    "ends": Words.exact(share.expiresAt), "left": Words.left(until: share.expiresAt, now: now),
                    "opened": share.openedAt.map { last in
                        "opened \(Words.times(share.openedCount)), last \(Words.ago(last, now: now))"
                    } ?? "not opened yet",
                ]
            },
            "nextAddress": answer.next.map { "/shares?before=\($0)" },
        ]
        return try await page("shares/page", title: "Shared links", section: "", request: request, view.with(content))
            .cacheControl("no-store")
    }
}

/// What a form asks for.
private struct ShareWish: Sendable {
    var subject: Share.Subject
    var maker: Account.ID
    var remark: String
    var withWords: Bool
    var end: Date
}

extension Share.Subject {
    /// What it is called in the list.
    ///
    /// - Parameter name: its own; `nil` where it is gone.
    fileprivate func words(_ name: String?) -> String {
        guard let name else { return "A \(kind.rawValue) that is no longer here" }
        return kind == .picture ? "Picture \(id)" : "\(kind.rawValue.capitalized) “\(Words.excerpt(name, 60))”"
    }

    /// Its page in the house.
    fileprivate var address: String {
        switch kind {
        case .picture: "/images/\(id)"
        case .collection: "/collections/\(id)"
        case .comparison: "/comparisons/\(id)"
        }
    }
}

extension Words {
    /// `1, 7, 30 or 90`.
    fileprivate static func list(_ numbers: [Int]) -> String {
        numbers.dropLast().map(String.init).joined(separator: ", ") + " or \(numbers.last ?? 0)"
    }

    /// `once`, `12 times`.
    fileprivate static func times(_ number: Int) -> String { number == 1 ? "once" : "\(count(number)) times" }
}
