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
    targets: [
        // The C libraries, each with the few lines of C that variadic calls and macros need.
        .target(name: "CMicrohttpd", linkerSettings: [.linkedLibrary("microhttpd")]),
        .target(name: "CVips", dependencies: ["CVipsSystem"]),
        .systemLibrary(name: "CVipsSystem", pkgConfig: "vips", providers: [.apt(["libvips-dev"])]),
        .target(name: "CSodium", linkerSettings: [.linkedLibrary("sodium")]),

        .target(
            name: "HTTPServer",
            dependencies: [
                "CMicrohttpd",
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(name: "Catalog", resources: [.copy("models.json")]),
        .target(
            name: "Segmind",
            dependencies: [
                .product(name: "AsyncHTTPClient", package: "async-http-client")
            ]
        ),
        .target(name: "SegmindService", dependencies: ["HTTPServer", "Segmind", "Catalog"]),
        // Optimized in debug builds too: its painter is all arithmetic, and tests paint hundreds of pictures.
        .target(
            name: "Sandbox",
            dependencies: ["SegmindService", "HTTPServer", "Segmind", "Catalog", "Pictures"],
            swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]
        ),
        .target(
            name: "Pictures",
            dependencies: ["CVips", "CSodium", .product(name: "Logging", package: "swift-log")]
        ),
        .target(name: "Library", dependencies: ["Catalog", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Studio",
            dependencies: [
                "Library", "Pictures", "Segmind", "Catalog",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "Upkeep",
            dependencies: [
                "Studio", "Library", "Pictures", "Segmind", "Catalog",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "Site",
            dependencies: [
                "HTTPServer", "Studio", "Library", "Pictures", "Catalog", "SegmindService",
                .product(name: "Mustache", package: "swift-mustache"),
            ]
        ),
        .executableTarget(
            name: "contactsheet",
            dependencies: [
                "Site", "Sandbox", "Upkeep",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),

        .testTarget(name: "HTTPServerTests", dependencies: ["HTTPServer"]),
        .testTarget(name: "CatalogTests", dependencies: ["Catalog"]),
        .testTarget(name: "SegmindTests", dependencies: ["Segmind", "Sandbox"]),
        .testTarget(name: "SandboxTests", dependencies: ["Sandbox"]),
        .testTarget(name: "PicturesTests", dependencies: ["Pictures"]),
        .testTarget(name: "LibraryTests", dependencies: ["Library"]),
        .testTarget(name: "StudioTests", dependencies: ["Studio", "TestSupport"]),
        .testTarget(
            name: "UpkeepTests",
            dependencies: [
                "Upkeep", "TestSupport", "HTTPServer", "SegmindService",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(name: "SiteTests", dependencies: ["Site", "TestSupport"]),
        .target(name: "TestSupport", dependencies: ["Studio", "Sandbox"], path: "Tests/Support"),
    ],
    swiftLanguageModes: [.v6]
)
