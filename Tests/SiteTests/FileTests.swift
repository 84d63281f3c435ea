import Foundation
import HTTPServer
import HTTPTypes
import Library
import Pictures
import Testing

@testable import Site

/// Pictures and thumbnails by their hashes.
@Suite struct FileTests {
    @Test("A thumbnail and a picture come from the disk once, and from memory and an open file then")
    func areKeptReady() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            for kind in ["thumbnails", "files"] {
                let first = try await site.get("/\(kind)/\(image.file.sha256)")
                #expect(first.status == .ok)
                #expect(first.headers[.cacheControl] == "private, max-age=31536000, immutable")
                #expect(first.headers[.eTag] == "\"\(image.file.sha256)\"")
                #expect(first.headers[.contentSecurityPolicy]?.contains("default-src 'none'") == true)
                _ = try await site.get("/\(kind)/\(image.file.sha256)")
            }
            for cache in [site.site.files.thumbnails.figures, site.site.files.pictures.figures] {
                #expect(cache.hits == 1)
                #expect(cache.misses == 1)
                #expect(cache.entries == 1)
            }
            #expect(site.site.files.thumbnails.figures.bytes > 1000)
        }
    }

    @Test("A picture that is forgotten is looked up again")
    func areForgotten() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            let digest = try #require(SHA256Digest(image.file.sha256))
            let target = "/files/\(digest)"
            #expect(try await site.get(target).status == .ok)
            site.site.forget(digest)
            #expect(site.site.files.pictures[digest] == nil)
            #expect(try await site.get(target).status == .ok)
        }
    }

    @Test(
        "What is no hash, or nobody's, is not there",
        arguments: [
            String(repeating: "0", count: 64), String(repeating: "A", count: 64), "0", "..%2f..%2fcontactsheet.sqlite",
        ]
    )
    func areNotGuessed(_ hash: String) async throws {
        try await TemporarySite.run { site in
            for kind in ["thumbnails", "files"] {
                let answer = try await site.get("/\(kind)/\(hash)")
                #expect(answer.status == .notFound)
            }
        }
    }

    @Test("A foreign name gets neither files nor pages")
    func areGuarded() async throws {
        try await TemporarySite.run { site in
            let image = try await site.makePicture("a pear")
            let host = try #require(HTTPField.Name("Host"))
            for target in ["/files/\(image.file.sha256)", "/thumbnails/\(image.file.sha256)", "/healthz", "/"] {
                _ = try await site.get(target)
                let request = try Request(method: .get, target: target, headers: [host: "evil.example"])
                let answer = await site.router.answer(request)
                #expect(answer.status == .misdirectedRequest, "\(target)")
            }
        }
    }
}
