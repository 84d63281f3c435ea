import HTTPServer
import HTTPTypes

/// What every answer tells the browser to refuse.
enum SecurityHeaders {
    private static let fields: [HTTPField] = [
        (
            "Content-Security-Policy",
            """
            default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
            form-action 'self'; base-uri 'none'; frame-ancestors 'none'
            """
        ),
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "same-origin"),
    ].compactMap { name, value in
        HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
    }

    static func added(to response: Response) -> Response {
        var response = response
        for field in fields { response.headers[field.name] = field.value }
        return response
    }
}
