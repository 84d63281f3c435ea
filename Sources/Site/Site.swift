import Accounts
import Catalog
import Curation
import Foundation
import HTTPServer
import HTTPTypes
import Library
import Logging
import Pictures
import Studio

/// The web application: pages, their JSON twins, and files, over one router.
public struct Site: Sendable {
    let studio: Studio
    let curation: Curation
    let templates: Templates
    let frame: PageFrame
    /// What a page is dressed in that leaves the house.
    let offlineStyle: [UInt8]
    let service: ServiceKind
    let assets: StaticFiles
    let files = FileCaches()
    let cards = CardCache()
    let counts = CountCache()
    let pages = PageCache()
    let differences = DifferenceCaches()
    let months = MonthStrip()
    let frameStencils = BoundedCache<Int, FrameStencil>(capacity: 16)
    let stencils = BoundedCache<String, Stencil>(capacity: 256)
    let hosts: HostNames
    let door: Doorkeeper
    let passwords: PasswordDesk
    let guessing = GuessingLimit()
    /// Where files of prompts are read: not on Swift's own few threads.
    let promptDesk = Workbench(label: "contactsheet.prompts", width: 1)
    let modelNames: [String: String]
    let sandboxWords: [(word: String, effect: String)]
    let logger: Logger
    let figures: ServerFigures
    let now: @Sendable () -> Date

    /// Reads templates and assets.
    ///
    /// - Parameters:
    ///   - home: the folder that holds Templates/ and Public/.
    ///   - host: what the server listens on; other names are refused.
    ///   - names: further names by which people reach it, such as a proxy's.
    ///   - doors: whether people must sign in.
    ///   - sandboxWords: words in a prompt that steer the sandbox, where it answers.
    ///   - figures: what the server counts, for `/metrics`.
    /// - Throws: when a template or an asset cannot be read.
    public init(
        studio: Studio,
        curation: Curation,
        home: URL,
        service: ServiceKind,
        host: String = "127.0.0.1",
        names: [String] = [],
        doors: Doors = .open,
        sandboxWords: [(word: String, effect: String)] = [],
        logger: Logger,
        figures: ServerFigures = ServerFigures(),
        now: @escaping @Sendable () -> Date = { Date() }
    ) async throws {
        self.studio = studio
        self.curation = curation
        modelNames = Dictionary(studio.catalog.models.map { ($0.slug, $0.name) }) { first, _ in first }
        self.service = service
        self.sandboxWords = sandboxWords
        hosts = HostNames(listeningOn: host, others: names)
        door = Doorkeeper(doors, library: studio.library, now: now)
        passwords = PasswordDesk()
        self.logger = logger
        self.figures = figures
        self.now = now
        templates = try await Templates(folder: home.appending(path: "Templates"))
        assets = try StaticFiles(folder: home.appending(path: "Public").path)
        offlineStyle = Array(try Data(contentsOf: home.appending(path: "Public/styles/offline.css")))
        frame = PageFrame(assets: assets, service: service)
        if door.isClosed { try await door.reload() }
        curation.observe { [cards] ids in cards.forget(ids) }
        // A card shows the colour that its thumbnail brings.
        studio.thumbnails.listen { [cards] images in cards.forget(images) }
    }

    /// Every address of the site.
    public func router() -> Router {
        var router = Router()
        router.notFound = { _ in throw Problem.notFound("There is nothing at this address.") }
        router.failed = { error, request in failure(error, request) }
        router.fields = SecurityHeaders.fields
        router.check(hosts.check)
        router.check(SameOrigin.check)
        assets.register(on: &router)
        addFiles(to: &router)
        addGallery(to: &router)
        addSearch(to: &router)
        addGenerate(to: &router)
        addGenerations(to: &router)
        addImages(to: &router)
        addLightbox(to: &router)
        addDifferences(to: &router)
        addDrifts(to: &router)
        addSelection(to: &router)
        addJobs(to: &router)
        addTrash(to: &router)
        addCollections(to: &router)
        addPrompts(to: &router)
        addCollectionsAPI(to: &router)
        addTags(to: &router)
        addNotes(to: &router)
        addActivity(to: &router)
        addCompare(to: &router)
        addSheets(to: &router)
        addGrowing(to: &router)
        addExports(to: &router)
        addComparisonAPI(to: &router)
        addVotes(to: &router)
        addRanking(to: &router)
        addQueue(to: &router)
        addStandstill(to: &router)
        addModels(to: &router)
        addSpending(to: &router)
        addSettings(to: &router)
        addAccount(to: &router)
        addTheme(to: &router)
        addImport(to: &router)
        addAPI(to: &router)
        addVotesAPI(to: &router)
        addMetrics(to: &router)
        addWords(to: &router)
        addExpandAPI(to: &router)
        addWildcards(to: &router)
        addStyles(to: &router)
        addEntrance(to: &router)
        addUsers(to: &router)
        addRecord(to: &router)
        addHealth(to: &router)
        // Whoever reads the log does not come in by it.
        router.secretSegments = ["invitations", "shared"]
        addShares(to: &router)
        addShared(to: &router)
        let rules = Rule.rules(of: router.routes)
        router.admit { [door] request, number in try door.admit(&request, number.map { rules[$0] }) }
        router.answered = { request, number, status in
            guard let deed = rules[number].deed, status.code < 400 else { return }
            await record(deed, request.path, request)
        }
        return router
    }

    /// Renders a page in its frame.
    func page(
        _ template: String,
        title: String,
        section: String,
        request: Request,
        status: HTTPResponse.Status = .ok,
        _ content: View
    ) async throws -> Response {
        let open = try await studio.library.answer(OpenCountQuery())
        let frame = frame.view(
            title: title,
            section: section,
            request: request,
            openCount: open,
            standstill: standstillView
        )
        let notice: View = ["notice": try await notice(for: request)]
        return .html(try templates.render(template, frame.with(notice).with(content)), status: status)
    }

    private func addTheme(to router: inout Router) {
        router.post("/theme") { request in
            let form = try request.form()
            let back = form["back"].flatMap(OwnAddress.checked)
            let theme = Theme(rawValue: form["theme"] ?? "") ?? .dark
            return .seeOther(back ?? "/").cookie("theme", theme.rawValue, maxAge: .seconds(31_536_000))
        }
    }
}
