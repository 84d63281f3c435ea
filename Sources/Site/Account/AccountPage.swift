import Foundation
import HTTPServer
import Library

extension Site {
    /// Who somebody is, as far as they say: a name, no password.
    func addAccount(to router: inout Router) {
        router.get("/account") { request in
            let view: View = [
                "person": request.person ?? "", "maximumLength": Person.maximumLength,
                "isSaved": request.query["saved"] == "yes",
            ]
            return try await page("account/page", title: "You", section: "", request: request, view)
        }
        router.post("/account") { request in
            let name = Person.name(try request.form()["person"] ?? "")
            let value = name?.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
            let age: Duration = name == nil ? .zero : .seconds(31_536_000)
            return .seeOther("/account?saved=yes").cookie("person", value, maxAge: age)
        }
    }
}
