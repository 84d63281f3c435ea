import Catalog
import HTTPServer
import HTTPTypes
import Library
import Logging

/// Errors as pages, and as JSON for programs.
extension Site {
    func failure(_ error: any Error, _ request: Request) -> Response {
        var told = Told(error)
        if told.status.code >= 500 {
            logger.error("\(request.method) \(request.loggedPath): \(error)", metadata: request.metadata)
            // By which the person who sees it and whoever reads the log find each other.
            if let id = request.id { told.sentence += " (Request \(id).)" }
        }
        if case Problem.signInFirst = error, let door = Self.door(for: request) { return .seeOther(door) }
        var response = answer(told, error, request)
        if told.status == .unauthorized { response.headers[.wwwAuthenticate] = "Bearer" }
        if let seconds = (error as? Problem)?.retryAfter { response.headers[.retryAfter] = String(seconds) }
        return response
    }

    private func answer(_ told: Told, _ error: any Error, _ request: Request) -> Response {
        if request.path.hasPrefix("/api/") {
            return .encoding(APIProblem(error: told.sentence, fields: (error as? Problem)?.fields), status: told.status)
        }
        var view: View = ["statusCode": told.status.code, "title": told.title, "sentence": told.sentence]
        if case Problem.unknownModel = error {
            view["hasModels"] = true
            view["models"] = studio.catalog.models.map { model -> View in ["slug": model.slug, "name": model.name] }
        }
        // The page is drawn without the library: that may be what failed.
        let page = frame.view(title: told.title, section: "", request: request, openCount: 0, standstill: nil).with(
            view
        )
        let html = try? templates.render("message/page", page)
        return .html(html ?? told.sentence, status: told.status)
    }
}

extension Site {
    /// Where a browser is sent that wants a page and has not come in; `nil` for what is no page.
    private static func door(for request: Request) -> String? {
        guard request.method == .get, !request.path.hasPrefix("/api/") else { return nil }
        let wantsPage = request.field("sec-fetch-dest").map { $0 == "document" }
        guard wantsPage ?? (request.field("accept")?.contains("text/html") == true) else { return nil }
        return request.target == "/" ? "/login" : "/login?\(Query([("back", request.target)]).encoded)"
    }
}

extension Request {
    fileprivate var metadata: Logger.Metadata { id.map { ["request": "\($0)"] } ?? [:] }
}

extension Problem {
    fileprivate var fields: [String: String]? {
        guard case .faulty(let faults) = self else { return nil }
        return Dictionary(faults.faults.map { ($0.field, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    }
}
