import HTTPTypes

/// The files of a folder, read once into memory and served from there: stylesheets, scripts, icons.
///
/// `address(of: "gallery.css")` carries the content's hash, `/public/gallery.css?v=…`, and what is fetched under it
/// may be cached for ever; under the plain address a browser asks again each time, and mostly gets a 304.
public struct StaticFiles: Sendable {
    private struct File: Sendable {
        var hash: String
        var plain: Versions
        /// Compressed once, where that makes it smaller.
        var gzipped: Versions?
    }

    /// The same bytes under the plain address and under the one with the hash.
    private struct Versions: Sendable {
        var passing: Response
        var lasting: Response

        init(_ response: Response) {
            // Only files on the disk cannot be made ready.
            passing = (try? response.prepared()) ?? response
            let immutable = response.immutable(isPublic: true)
            lasting = (try? immutable.prepared()) ?? immutable
        }
    }

    /// Why a folder of files cannot be served.
    public enum Fault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The folder, or a file in it, cannot be read.
        case unreadable(path: String, reason: String)

        /// A sentence for the person who starts the server.
        public var sentence: String {
            switch self {
            case .unreadable(let path, let reason): "\(path) cannot be read (\(reason))."
            }
        }

        /// As ``sentence``.
        public var description: String { sentence }
    }

    /// The address of the folder, as in `/public`.
    public let prefix: String
    private var files: [String: File] = [:]

    /// Reads a folder with its subfolders; names that begin with a dot are left out.
    ///
    /// - Throws: ``Fault`` when the folder or a file cannot be read.
    public init(folder: String, prefix: String = "/public") throws(Fault) {
        self.prefix = prefix
        for (name, bytes) in try FolderReading.files(in: folder) {
            let hash = ContentHash.short(bytes)
            let type = ContentType.of(name)
            var plain = Response.bytes(bytes, type: type).etag(hash).cacheControl("no-cache")
            plain.headers[.xContentTypeOptions] = "nosniff"
            var gzipped: Response?
            if bytes.count >= Gzip.smallestBody, Gzip.shrinks(type: type) {
                plain.headers[.vary] = "Accept-Encoding"
                gzipped = Gzip.compress(bytes, level: 9).map { small in
                    var response = plain.header(.contentEncoding, "gzip").etag(hash + "-gzip")
                    response.body = .bytes(small)
                    return response
                }
            }
            files[name] = File(hash: hash, plain: Versions(plain), gzipped: gzipped.map(Versions.init))
        }
    }

    /// The names, relative to the folder, in alphabetical order.
    public var names: [String] { files.keys.sorted() }

    /// Where a page links to: the address with the content's hash. A name that does not exist stays without.
    public func address(of name: String) -> String {
        let address = prefix + "/" + name
        guard let file = files[name] else { return address }
        return "\(address)?v=\(file.hash)"
    }

    /// The file of a name, or nil; names are looked up among those read at start, so none leads out of the folder.
    public func response(_ name: String, for request: Request) -> Response? {
        guard let file = files[name] else { return nil }
        let smaller = request.acceptsGzip && !request.asksForRange ? file.gzipped : nil
        let versions = smaller ?? file.plain
        return request.query["v"] == file.hash ? versions.lasting : versions.passing
    }

    /// Adds the route that serves them; a name that does not exist gets the router's page for missing addresses.
    public func register(on router: inout Router) {
        router.get(prefix + "/{name...}", fromMemory: { (request, name: String) in response(name, for: request) })
    }
}
