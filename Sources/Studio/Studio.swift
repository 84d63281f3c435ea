import Catalog
import Foundation
import Library
import Logging
import Phrasing
import Pictures
import Segmind

/// Makes generations happen: takes wishes, runs the queue, tells who listens.
public struct Studio: Sendable {
    /// The models.
    public let catalog: Catalog
    /// The memory.
    public let library: Library
    /// The picture files.
    public let pictures: PictureStore
    /// Who wants to know of changes.
    public let changes = Changes()
    /// What stands in the way of generations just now.
    public let troubles = Troubles()
    /// The thumbnails that imports left to be made.
    public let thumbnails = Thumbnails()
    /// How long each model usually takes.
    public let usualTimes: UsualTimes
    /// What the house takes from the world around it.
    let surroundings: Surroundings
    let client: SegmindClient
    /// Who is asked: a base URL, or `sandbox`. Work that another service began waits for that service.
    public let service: String
    let logger: Logger

    /// What holds the queue while the service or the account is at fault.
    public let breaker = Breaker()
    let limits: Limits
    /// Where what somebody sent is read: not on Swift's own few threads.
    let desk = Workbench(label: "contactsheet.desk", width: 2)
    let places: Places
    let tempo = Tempo()
    let mind = Mind()
    /// Found in the history: to be followed.
    let adopted = Tray<Generation.ID>()
    /// Answers that were lost: to be looked for.
    let lost = Tray<Generation>()
    /// Through which those go that look for lost answers.
    let lookout = Turnstile(limit: 3)
    let bell = Bell()

    /// How much happens at once.
    public struct Limits: Sendable {
        /// Generations between submit and stored.
        public var inFlight = 8
        /// How often a picture that arrives broken is fetched, over about three minutes.
        public var fetchesOfABrokenPicture = 9

        /// The default limits.
        public init() {}
    }

    /// Creates a studio; nothing runs until ``run()``.
    public init(
        catalog: Catalog,
        library: Library,
        pictures: PictureStore,
        client: SegmindClient,
        service: String,
        logger: Logger,
        limits: Limits = Limits(),
        surroundings: Surroundings = .real
    ) {
        self.catalog = catalog
        self.library = library
        self.pictures = pictures
        self.client = client
        self.service = service
        self.logger = logger
        self.limits = limits
        places = Places(limit: limits.inFlight)
        self.surroundings = surroundings
        usualTimes = UsualTimes(catalog: catalog)
    }

    /// Draws a seed where it was left open, writes the generation as queued and wakes the queue.
    ///
    /// - Parameters:
    ///   - parameters: validated by the model.
    ///   - person: the name of who asks.
    ///   - once: names the form that asks, so that a double press asks once.
    ///   - old: the generation whose place it takes.
    ///   - source: the prompt of the library that it comes from.
    ///   - wording: what was typed and drawn, where the request is not what was typed.
    /// - Throws: ``LibraryError``.
    public func enqueue(
        _ parameters: ParameterSet,
        for model: Model,
        by person: String? = nil,
        parent: Generation.Parent? = nil,
        once: String? = nil,
        successorOf old: Generation.ID? = nil,
        source: PromptSource? = nil,
        wording: Wording? = nil
    ) async throws(LibraryError) -> Generation {
        let new = NewGeneration(
            model: model,
            parameters: settleSeed(of: parameters, for: model),
            service: service,
            price: catalog.expectedPrice(of: model, samples: model.samples(of: parameters)),
            person: person,
            parent: parent,
            once: once,
            successorOf: old,
            source: source,
            wording: wording
        )
        let generation = try await library.enqueue(new, at: surroundings.now())
        surroundings.passes(.wishWritten)
        if let old { changes.announce(old) }
        announce(generation)
        bell.ring()
        return generation
    }

    /// Sends a picture's very request again, linked to it; the verdict comes with the result.
    ///
    /// - Throws: ``LibraryError/notFound`` for an unknown image or one of a model that left the catalogue.
    public func regenerate(
        _ image: Image.ID,
        by person: String? = nil,
        once: String? = nil
    ) async throws(LibraryError) -> Generation {
        let asked = try await request(of: image)
        let parent = Generation.Parent(imageID: image, relation: .regeneration)
        return try await enqueue(
            asked.parameters,
            for: asked.model,
            by: person,
            parent: parent,
            once: once,
            source: asked.source,
            wording: asked.wording
        )
    }

    /// Sends a picture's request with a fresh seed, linked to it; where words were drawn, they are drawn anew from that.
    ///
    /// - Throws: as ``regenerate(_:)``, and as ``word(_:for:_:)``, when a list has gone since, say.
    public func varySeed(
        of image: Image.ID,
        by person: String? = nil,
        once: String? = nil
    ) async throws -> Generation {
        var (model, parameters, source, wording) = try await request(of: image)
        if let seed = model.parameter(.seed) { parameters[seed.name] = nil }
        if let typed = wording?.typed {
            if let name = model.parameter(.prompt)?.name { parameters[name] = .string(typed.prompt) }
            if let name = model.parameter(.negativePrompt)?.name { parameters[name] = .string(typed.negativePrompt) }
            let worded = try await word(parameters, for: model, typed.choices)
            (parameters, wording) = (worded.parameters, worded.wording)
        }
        let parent = Generation.Parent(imageID: image, relation: .variation)
        return try await enqueue(
            parameters,
            for: model,
            by: person,
            parent: parent,
            once: once,
            source: source,
            wording: wording
        )
    }

    /// Takes a queued generation back.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is no longer queued.
    public func cancel(_ id: Generation.ID) async throws(LibraryError) -> Generation {
        let generation = try await library.move(id, to: .cancelled, at: surroundings.now())
        announce(generation)
        return generation
    }

    /// Gives an unresolved generation up: nobody will look for its result any more.
    ///
    /// - Throws: ``LibraryError/notFound`` when it is not unresolved.
    public func giveUp(_ id: Generation.ID) async throws(LibraryError) -> Generation {
        let sentence = "Given up. It may have been charged."
        let generation = try await library.giveUp(id, because: sentence, at: surroundings.now())
        announce(generation)
        return generation
    }

    /// Asks for the same request as a settled generation that brought nothing, as a new generation.
    ///
    /// - Throws: ``LibraryError/notFound`` for an unknown generation, one that brought pictures or has moved on, or
    ///   one of a model that left the catalogue.
    public func repeatRequest(
        of id: Generation.ID,
        by person: String? = nil,
        once: String? = nil
    ) async throws(LibraryError) -> Generation {
        guard let detail = try await library.answer(GenerationQuery(id: id)),
            detail.generation.state.isSettled, detail.generation.state != .completed,
            let model = catalog[detail.generation.model],
            let parameters = try? model.parameterSet(json: detail.generation.request)
        else { throw .notFound }
        return try await enqueue(
            parameters,
            for: model,
            by: person,
            parent: detail.generation.parent,
            once: once,
            successorOf: id,
            source: detail.generation.source,
            wording: try await library.answer(WordingQuery(of: id))
        )
    }

    private func request(
        of image: Image.ID
    ) async throws(LibraryError) -> (model: Model, parameters: ParameterSet, source: PromptSource?, wording: Wording?) {
        guard let detail = try await library.answer(ImageQuery(id: image)), !detail.generation.isImported,
            let model = catalog[detail.image.model],
            let parameters = try? model.parameterSet(json: detail.generation.request)
        else { throw .notFound }
        return (model, parameters, detail.generation.source, detail.wording)
    }

    /// The service does not say which seed it drew, so we draw before it can.
    func settleSeed(of parameters: ParameterSet, for model: Model) -> ParameterSet {
        guard let seed = model.parameter(.seed) else { return parameters }
        if case .integer(let given)? = parameters[seed.name], given >= 0 { return parameters }
        var parameters = parameters
        parameters[seed.name] = .integer(surroundings.drawSeed())
        return parameters
    }

    /// A random seed, as one is drawn for a request that leaves it open.
    public func drawSeed() -> Int64 { surroundings.drawSeed() }

    /// Tells of what stands in a generation's way, or that it has passed.
    func tell(_ trouble: String?, of generation: Generation) {
        if let trouble { logger.error("\(trouble)", metadata: ["generation": "\(generation.id)"]) }
        if troubles.note(trouble, for: generation.id) { changes.announce(generation.id) }
    }

    func announce(_ generation: Generation) {
        changes.announce(generation.id)
        logger.info(
            "generation \(generation.state.word)",
            metadata: ["generation": "\(generation.id)", "model": "\(generation.model)"]
        )
    }
}
