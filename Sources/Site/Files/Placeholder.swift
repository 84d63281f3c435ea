import HTTPServer
import Pictures

/// What stands where a thumbnail should, when there can be none.
enum Placeholder {
    /// A grey ground with a cross, in place of any shape.
    private static let picture = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" preserveAspectRatio="xMidYMid slice">\
        <rect width="96" height="96" fill="#808080"/><path d="M36 36l24 24m0-24L36 60" stroke="#b0b0b0" \
        stroke-width="2"/></svg>
        """

    /// The picture with the status that says why; browsers show it all the same.
    static func response(to error: PictureError) -> Response {
        var response = Response.bytes(Array(picture.utf8), type: "image/svg+xml")
        response.status = Told(error).status
        response.headers[.cacheControl] = "no-store"
        return response
    }
}
