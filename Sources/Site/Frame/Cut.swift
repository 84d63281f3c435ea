import HTTPServer

/// Rendered HTML cut in two where its template left a marker such as `<!--frames-->`.
///
/// What goes between is joined as bytes. Nobody can type a marker into a page: what people write is escaped.
struct Cut: Sendable {
    var head: [UInt8]
    var tail: [UInt8]

    /// Cuts at the first marker; HTML without one has an empty tail.
    init(_ html: String, at marker: String) {
        let html = Array(html.utf8)
        let marker = Array(marker.utf8)
        guard let start = ByteSearch.first(marker, in: html) else {
            head = html
            tail = []
            return
        }
        head = Array(html[..<start])
        tail = Array(html[(start + marker.count)...])
    }
}
