import HTTPServer
import HTTPTypes

/// What every answer tells the browser to refuse.
enum SecurityHeaders {
    static let fields = HTTPFields(
        [
            (
                "Content-Security-Policy",
                """
                default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                form-action 'self'; base-uri 'none'; frame-ancestors 'none'
                """
            ),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            (
                "Permissions-Policy",
                """
                accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), \
                magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()
                """
            ),
        ].compactMap { name, value in
            HTTPField.Name(name).map { HTTPField(name: $0, value: value) }
        }
    )
}
