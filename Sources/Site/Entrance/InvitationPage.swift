import Accounts
import Foundation
import HTTPServer
import HTTPTypes
import Library

extension Site {
    /// Links that let somebody in once: to make an account, or to set a new password.
    func addInvitations(to router: inout Router) {
        router.get("/invitations/{secret}") { (request, text: String) in
            let (_, invitation) = try await invitation(text)
            return try entrance("invitation", title: title(of: invitation), request, view(of: invitation))
        }
        router.post("/invitations/{secret}") { (request, text: String) in
            let (secret, invitation) = try await invitation(text)
            let form = try request.form()
            let name =
                switch invitation.purpose {
                case .password(_, let known): known
                case .join: form["name"] ?? ""
                }
            let password = Password(form["password"] ?? "")
            let isSame = form["password"] == form["again"]
            let passwordFault = isSame ? password.fault(for: name) : "The two passwords are not the same."
            var nameFault = AccountName.fault(name)
            if nameFault == nil, passwordFault == nil {
                if let response = try await accept(invitation, secret, name: name, password, request) {
                    return response
                }
                nameFault = "Somebody here has this name already."
            }
            let view = view(of: invitation).with([
                "name": name, "nameFault": nameFault, "passwordFault": passwordFault,
            ])
            return try entrance("invitation", title: title(of: invitation), request, view, status: .badRequest)
        }
    }

    /// - Returns: the way in; `nil` where the name is another's.
    private func accept(
        _ invitation: Invitation,
        _ secret: Secret,
        name: String,
        _ password: Password,
        _ request: Request
    ) async throws -> Response? {
        let hash: String
        do throws(DeskFault) { hash = try await passwords.hash(password) } catch { throw Problem.tooBusy }
        let account: Account
        do throws(LibraryError) {
            account = try await studio.library.accept(secret.hash, name: name, password: hash, at: now())
        } catch {
            if case .taken = error { return nil }
            throw error
        }
        let response = try await welcome(account, request, to: "/")
        switch invitation.purpose {
        case .join(let role): await record("joined", "as \(role.rawValue)", request, by: account.name)
        case .password: await record("set a new password", "by a link", request, by: account.name)
        }
        return response
    }

    private func invitation(_ text: String) async throws -> (Secret, Invitation) {
        guard door.isClosed, let secret = Secret(text),
            let invitation = try await studio.library.answer(InvitationQuery(secret.hash, at: now()))
        else {
            throw Problem.notFound("This link was used, was taken back, or has ended. Ask for a new one.")
        }
        return (secret, invitation)
    }

    private func title(of invitation: Invitation) -> String {
        switch invitation.purpose {
        case .join: "Welcome"
        case .password: "A new password"
        }
    }

    private func view(of invitation: Invitation) -> View {
        var view: View = [
            "minimumLength": Password.minimumLength, "maximumNameLength": Person.maximumLength,
            "maker": invitation.maker,
        ]
        switch invitation.purpose {
        case .join(let role):
            view["joins"] = true
            view["role"] = role.rawValue
            view["help"] = role.help
        case .password(_, let name):
            view["resets"] = true
            view["name"] = name
        }
        return view
    }
}
