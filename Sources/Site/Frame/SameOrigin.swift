import HTTPServer
import HTTPTypes

/// Refuses changes that another site's page asks the browser for: no foreign page may spend this house's credits.
enum SameOrigin {
    @Sendable static func check(_ request: Request) throws {
        if request.method != .get, request.method != .head, isForeign(request) { throw Problem.crossSite }
    }

    /// Whether a request says at all where it comes from, as every browser does of a form.
    static func isSaid(_ request: Request) -> Bool {
        request.field("sec-fetch-site") != nil || request.field("origin") != nil
    }

    /// Browsers say where a form comes from; programs (curl, scripts) say nothing and are let through.
    static func isForeign(_ request: Request) -> Bool {
        if let site = request.field("sec-fetch-site"), site != "same-origin", site != "none" { return true }
        guard let origin = request.field("origin") else { return false }
        guard let host = request.host else { return true }
        // Where TLS is spoken, a plain page of the same name may be anybody's.
        return origin != "https://\(host)" && (request.isSecure || origin != "http://\(host)")
    }
}
