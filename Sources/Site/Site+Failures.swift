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

extension Request {
    fileprivate var metadata: Logger.Metadata { id.map { ["request": "\($0)"] } ?? [:] }
}

extension Problem {
    fileprivate var fields: [String: String]? {
        guard case .faulty(let faults) = self else { return nil }
        return Dictionary(faults.faults.map { ($0.field, $0.sentence) }, uniquingKeysWith: { first, _ in first })
    }
}
