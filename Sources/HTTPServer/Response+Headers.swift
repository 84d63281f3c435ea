import HTTPTypes

extension Response {
    /// Whether other sites' requests carry a cookie.
    public enum SameSite: String, Sendable {
        /// Only when a person follows a link here.
        case lax = "Lax"
        /// Never.
        case strict = "Strict"
    }

    /// The same response with a header field set.
    public func header(_ name: HTTPField.Name, _ value: String) -> Response {
        var response = self
        response.headers[name] = value
        return response
    }

    /// The same response with another status.
    public func status(_ status: HTTPResponse.Status) -> Response {
        var response = self
        response.status = status
        return response
    }

    /// The same response with a cookie, which scripts cannot read.
    ///
    /// - Parameters:
    ///   - name: Letters, digits, `-` and `_`.
    ///   - value: Without blanks, quotes, commas, semicolons and backslashes; a token, an id.
    ///   - maxAge: How long the browser keeps it; nil until it is closed, zero forgets it.
    ///   - secure: Whether it is sent over TLS only.
    public func cookie(
        _ name: String,
        _ value: String,
        maxAge: Duration? = nil,
        path: String = "/",
        sameSite: SameSite = .lax,
        secure: Bool = false
    ) -> Response {
        var field = "\(name)=\(value); Path=\(path); HttpOnly; SameSite=\(sameSite.rawValue)"
        if let maxAge { field += "; Max-Age=\(maxAge.components.seconds)" }
        if secure { field += "; Secure" }
        var response = self
        response.headers.append(HTTPField(name: .setCookie, value: field))
        return response
    }

    /// The same response, asking the browser to forget a cookie.
    public func forgettingCookie(_ name: String, path: String = "/") -> Response {
        cookie(name, "", maxAge: .zero, path: path)
    }

    /// The same response with an entity tag, given without quotes.
    ///
    /// - Parameter weak: Whether the tag speaks for the meaning and not for every byte.
    public func etag(_ tag: String, weak: Bool = false) -> Response {
        header(.eTag, EntityTag(tag, weak: weak).description)
    }

    /// The same response with a `Cache-Control` field, as in `no-store` or `public, max-age=60`.
    public func cacheControl(_ value: String) -> Response {
        header(.cacheControl, value)
    }

    /// The same response, which the browser may keep for a year without asking again: for addresses whose content
    /// never changes.
    ///
    /// - Parameter isPublic: Whether everybody may see it, and so also a cache that many share may keep it.
    public func immutable(isPublic: Bool = false) -> Response {
        cacheControl("\(isPublic ? "public" : "private"), max-age=31536000, immutable")
    }

    /// The same response, which the browser saves under a name instead of showing it.
    public func download(as fileName: String) -> Response {
        let plain = String(
            fileName.unicodeScalars.map { $0.isASCII && !"\"\\\r\n%".unicodeScalars.contains($0) ? Character($0) : "_" }
        )
        let encoded = PercentCoding.encodeForm(fileName).replacing("+", with: "%20").replacing("*", with: "%2A")
        return header(.contentDisposition, "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)")
    }
}
