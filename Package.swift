// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "contactsheet",
    products: [
        .executable(name: "contactsheet", targets: ["contactsheet"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    // A target names every target below it, also those that it reaches through others: SwiftPM rebuilds by this list
    // alone, and a struct whose private fields changed would else be laid out anew on one side only (swiftlang/swift
    // issue 89636).
    targets: [
        // The C libraries, each with the few lines of C that variadic calls and macros need.
        .target(
            name: "CMicrohttpd",
            linkerSettings: [.linkedLibrary("microhttpd"), .linkedLibrary("gnutls")]
        ),
        .target(name: "CVips", dependencies: ["CVipsSystem"]),
        .systemLibrary(name: "CVipsSystem", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(name: "CMemory"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "COpenSSL", linkerSettings: [.linkedLibrary("crypto")]),
        .target(name: "CZlib", linkerSettings: [.linkedLibrary("z")]),

        .target(name: "HTTPServer", dependencies: ["CMicrohttpd", .httpTypes, .logging]),
        .target(name: "Catalog", dependencies: ["Phrasing"], resources: [.copy("models.json")]),
        .target(name: "Segmind", dependencies: [.asyncHTTPClient]),
        .target(name: "SegmindService", dependencies: ["HTTPServer", "Segmind", "Catalog", "Phrasing", .httpTypes]),
        // Optimized in debug builds too: its painter is all arithmetic, and tests paint hundreds of pictures.
        .target(
            name: "Sandbox",
            dependencies: [
                "SegmindService", "HTTPServer", "Segmind", "Catalog", "Phrasing", "Pictures", .httpTypes, .logging,
            ],
            swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]
        ),
        .target(name: "Pictures", dependencies: ["CVips", "COpenSSL", "CZlib", .logging]),
        .target(name: "Library", dependencies: ["Catalog", "Phrasing", .grdb]),
        .target(name: "Studio", dependencies: ["Library", "Pictures", "Segmind", "Catalog", "Phrasing", .logging]),
        .target(name: "Accounts", dependencies: ["CSodium", "Library", "Pictures", "Catalog", "Phrasing"]),
        .target(name: "Phrasing"),
        .target(name: "Ranking"),
        .target(
            name: "Curation",
            dependencies: ["Library", "Ranking", "Pictures", "Catalog", "Phrasing", "CZlib", .logging]
        ),
        .target(
            name: "Upkeep",
            dependencies: ["Studio", "Library", "Pictures", "Segmind", "Catalog", "Phrasing", .logging]
        ),
        .target(
            name: "Site",
            dependencies: [
                "HTTPServer", "Studio", "Curation", "Accounts", "Library", "Ranking", "Pictures", "Segmind", "Catalog",
                "Phrasing", .httpTypes, .logging, .mustache,
            ]
        ),
        .executableTarget(
            name: "contactsheet",
            dependencies: [
                "Site", "Upkeep", "Sandbox", "SegmindService", "HTTPServer", "Studio", "Curation", "Accounts",
                "Library",
                "Ranking", "Pictures", "Segmind", "Catalog", "Phrasing", "CMemory", .argumentParser, .asyncHTTPClient,
                .logging,
                .serviceLifecycle,
            ]
        ),

        .testTarget(name: "HTTPServerTests", dependencies: ["Fuzzing", "HTTPServer", .httpTypes, .logging]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog", "Phrasing"]),
        .testTarget(
            name: "SegmindTests",
            dependencies: ["Segmind", "Sandbox", "SegmindService", "HTTPServer", "Catalog", "Phrasing", "Pictures"]
        ),
        .testTarget(
            name: "SandboxTests",
            dependencies: ["Sandbox", "SegmindService", "HTTPServer", "Segmind", "Catalog", "Phrasing", "Pictures"]
        ),
        .testTarget(name: "PicturesTests", dependencies: ["Fuzzing", "Pictures"]),
        .testTarget(name: "PhrasingTests", dependencies: ["Fuzzing", "Phrasing"]),
        .testTarget(name: "AccountsTests", dependencies: ["Accounts", "Library", "Pictures", "Catalog", "Phrasing"]),
        .testTarget(name: "RankingTests", dependencies: ["Ranking"]),
        .testTarget(name: "LibraryTests", dependencies: ["Fuzzing", "Library", "Catalog", "Phrasing", .grdb]),
        .testTarget(
            name: "CurationTests",
            dependencies: ["Curation", "Library", "Ranking", "Pictures", "Catalog", "Phrasing", .grdb]
        ),
        .testTarget(
            name: "StudioTests",
            dependencies: [
                "TestSupport", "Studio", "Sandbox", "SegmindService", "HTTPServer", "Library", "Pictures", "Segmind",
                "Catalog", "Phrasing", .logging,
            ]
        ),
        .testTarget(
            name: "UpkeepTests",
            dependencies: [
                "TestSupport", "Upkeep", "Studio", "Sandbox", "SegmindService", "HTTPServer", "Library", "Pictures",
                "Segmind", "Catalog", "Phrasing",
            ]
        ),
        .testTarget(
            name: "SiteTests",
            dependencies: [
                "TestSupport", "Site", "Studio", "Curation", "Accounts", "Sandbox", "HTTPServer", "Library", "Ranking",
                "Pictures", "Segmind", "Catalog", "Phrasing", .httpTypes, .logging, .grdb,
            ]
        ),
        .target(
            name: "TestSupport",
            dependencies: [
                "Studio", "Sandbox", "SegmindService", "HTTPServer", "Library", "Pictures", "Segmind", "Catalog",
                "Phrasing",
                .asyncHTTPClient, .logging,
            ],
            path: "Tests/Support"
        ),
        .target(name: "Fuzzing", path: "Tests/Fuzzing"),
    ],
    swiftLanguageModes: [.v6]
)

extension Target.Dependency {
    static let argumentParser = product(name: "ArgumentParser", package: "swift-argument-parser")
    static let asyncHTTPClient = product(name: "AsyncHTTPClient", package: "async-http-client")
    static let grdb = product(name: "GRDB", package: "GRDB.swift")
    static let httpTypes = product(name: "HTTPTypes", package: "swift-http-types")
    static let logging = product(name: "Logging", package: "swift-log")
    static let mustache = product(name: "Mustache", package: "swift-mustache")
    static let serviceLifecycle = product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
}
