import Foundation
import HTTPServer
import HTTPTypes
import Library

/// What every page has around its own content.
struct PageFrame: Sendable {
    /// The pages in the bar: label, address, the letter after `g`, symbol.
    private static let navigation = [
        ("Gallery", "/", "g", "gallery"),
        ("Generate", "/generate", "n", "generate"),
        ("Compare", "/compare", "c", "compare"),
        ("Prompts", "/prompts", "p", "prompts"),
        ("Queue", "/queue", "q", "queue"),
    ]
    private static let stylesheets = [
        "base", "bar", "controls", "ratios", "gallery", "search", "generate", "generation", "picture",
        "house", "lightbox", "selection", "collections", "activity", "compare", "votes", "prompts",
        "people",
    ]
    /// Sheets that some rooms do without, and those that only some need, by the rooms' addresses.
    private static let notIn: [String: Set<String>] = ["generate": ["/", "/collections", "/activity"]]
    private static let onlyIn: [String: Set<String>] = [
        "lightbox": ["/", "/collections"], "selection": ["/", "/compare", "/collections", "/activity", "/prompts"],
        "collections": ["/collections"], "activity": ["/activity"], "compare": ["/compare"], "votes": ["/compare"],
        "prompts": ["/prompts"], "people": [""],
    ]
    /// Rooms that are reached through another one, which the bar shows.
    private static let behind = ["/collections": "/", "/activity": "/"]
    private static let scripts = [
        "live", "elapsed", "request-form", "keys", "frames", "copy", "ground", "theme", "once", "menus", "selection",
        "marks",
        "suggest", "filters", "lightbox", "drop", "weighing", "vote",
    ]

    private let symbols: View
    private let constants: View
    /// The addresses of the sheets by room; under an empty name, those of all others.
    private let sheets: [String: [String]]

    init(assets: StaticFiles, service: ServiceKind) {
        symbols = ["symbols": assets.address(of: "symbols.svg")]
        constants = symbols.with([
            "iconAddress": assets.address(of: "icon.svg"),
            "scripts": Self.scripts.map { assets.address(of: "scripts/\($0).js") },
            "banner": service.banner,
            "filtersAddress": "/search",
        ])
        let rooms = Set([Self.notIn, Self.onlyIn].flatMap { $0.values.joined() }).union([""])
        sheets = Dictionary(
            uniqueKeysWithValues: rooms.map { room in
                let shown = Self.stylesheets.filter { sheet in
                    Self.notIn[sheet]?.contains(room) != true && Self.onlyIn[sheet]?.contains(room) != false
                }
                return (room, shown.map { assets.address(of: "styles/\($0).css") })
            }
        )
    }

    /// What a fragment needs that is drawn without a frame: the symbols, and a name for its forms.
    func fragment(once: String = formName()) -> View {
        symbols.with(["once": once])
    }

    /// What whoever asks has no right to, for templates to leave out. That a thing is shown gives no right: the door is
    /// asked at each request.
    static func limits(of request: Request) -> View {
        let rights = request.rights
        var limits: View = [:]
        if !rights.contains(.generate) { limits["cannotGenerate"] = true }
        if !rights.contains(.curate) { limits["cannotCurate"] = true }
        if !rights.contains(.administer) { limits["cannotAdminister"] = true }
        return limits
    }

    /// A name for the forms of one drawing, which is nobody else's.
    static func formName() -> String { String(UInt64.random(in: .min ... .max), radix: 36) }

    /// The frame of one page.
    ///
    /// - Parameters:
    ///   - title: in the browser's title.
    ///   - section: the address of the page in the bar that it belongs to.
    ///   - openCount: how many generations are on their way.
    ///   - standstill: why the queue stands still, if it does.
    func view(title: String, section: String, request: Request, openCount: Int, standstill: View?) -> View {
        let theme = Theme(request: request)
        return constants.with(fragment()).with(Self.limits(of: request)).with([
            "pageTitle": title,
            "stylesheets": sheets[section] ?? sheets[""] ?? [],
            "theme": theme?.rawValue,
            "otherTheme": (theme == .dark ? Theme.light : .dark).rawValue,
            // Where a form was taken there is nothing to go back to.
            "here": request.method == .get ? request.target : "/",
            "openCount": openCount > 0 ? openCount : nil,
            "standstill": standstill,
            "me": request.person ?? "",
            "navigation": Self.navigation.filter {
                request.rights.isSuperset(of: $0.1 == "/generate" ? .generate : .look)
            }.map { label, address, key, icon -> View in
                [
                    "label": label, "address": address, "key": key, "icon": icon,
                    "isCurrent": address == Self.behind[section, default: section], "isQueue": address == "/queue",
                ]
            },
        ])
    }
}

/// Light or dark, where a person chose; the system decides otherwise.
enum Theme: String {
    case light, dark

    init?(request: Request) {
        self.init(rawValue: request.cookies["theme"] ?? "")
    }
}

/// Who answers requests for pictures.
public enum ServiceKind: Sendable {
    /// The program's own sandbox: nothing costs anything.
    case sandbox
    /// Segmind, or what stands at another base URL, named by its host.
    case segmind(host: String)

    var banner: View {
        switch self {
        case .sandbox:
            [
                "title": "Sandbox.",
                "sentence":
                    "Painted by this program, free of charge.",
                "more": "Set SEGMIND_API_KEY to use Segmind.",
            ]
        case .segmind(let host):
            ["title": "Segmind.", "sentence": "Requests go to \(host) and are charged to your key."]
        }
    }

    /// What an endpoint is called beside the exact request.
    var name: String {
        switch self {
        case .sandbox: "the sandbox"
        case .segmind(let host): host
        }
    }
}
