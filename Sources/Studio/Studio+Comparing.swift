import Catalog
import Foundation
import Library
import Phrasing

/// A comparison weighed before it is made: what would be sent, what is there already, what it costs.
public struct Weighing: Sendable {
    /// The plan with its seeds drawn.
    public var plan: GridPlan
    /// The plan worked out.
    public var grid: Grid
    /// What each cell asks for; `nil` where it is left out.
    public var wishes: [NewGeneration?]
    /// The generation that each cell shows already, in the order of the cells.
    public var reused: [Generation.ID?]
    /// How many pictures have to be made.
    public var count: Int
    /// What those are expected to cost, in US dollars.
    public var price: Double
    /// How long they take as a rule, in seconds, when nothing else is in the queue.
    public var seconds: Double
}

extension Studio {
    /// Works a comparison out without making anything.
    ///
    /// - Parameter isFresh: whether pictures are made again that are there already.
    /// - Throws: ``AxisFault``, ``LibraryError``.
    public func weigh(_ plan: GridPlan, isFresh: Bool = false, by person: String? = nil) async throws -> Weighing {
        let plan = plan.withSeed(surroundings.drawSeed)
        return try await weigh(plan, plan.grid(in: catalog), isFresh: isFresh, by: person)
    }

    /// Makes a comparison and wakes the queue.
    ///
    /// - Parameters:
    ///   - name: what people will call it.
    ///   - once: names the form that asks, so that a double press makes one.
    ///   - source: the prompt of the library that it comes from.
    /// - Throws: ``LibraryError``.
    public func compare(
        _ weighing: Weighing,
        named name: String,
        by person: String? = nil,
        isFresh: Bool = false,
        once: String? = nil,
        source: PromptSource? = nil
    ) async throws(LibraryError) -> Comparison.ID {
        var new = comparison(weighing, named: name, by: person, isFresh: isFresh, once: once)
        new.source = source
        let (id, wishes) = try await library.make(new, at: surroundings.now())
        tell(of: wishes, as: "comparison")
        return id
    }

    /// Asks for the same requests again, each as a new generation; those for which somebody was faster are passed over.
    ///
    /// - Throws: ``LibraryError``.
    public func repeatRequests(of generations: [Generation.ID], by person: String? = nil) async throws {
        for id in generations {
            do {
                _ = try await repeatRequest(of: id, by: person)
            } catch LibraryError.notFound {
                continue
            }
        }
    }

    func weigh(_ plan: GridPlan, _ grid: Grid, isFresh: Bool, by person: String?) async throws -> Weighing {
        let wishes = try await wishes(for: grid, plan.words, by: person)
        let requests = wishes.map { $0.map(SameRequestQuery.Request.init) }
        let known =
            isFresh
            ? [:] : try await library.answer(SameRequestQuery(Set(requests.compactMap(\.self)), service: service))
        var seen: Set<SameRequestQuery.Request> = []
        var new: [NewGeneration] = []
        for (wish, request) in zip(wishes, requests) {
            guard let wish, let request, known[request] == nil, seen.insert(request).inserted else { continue }
            new.append(wish)
        }
        return Weighing(
            plan: plan,
            grid: grid,
            wishes: wishes,
            reused: requests.map { $0.flatMap { known[$0] } },
            count: new.count,
            price: new.reduce(0) { $0 + ($1.price ?? 0) },
            seconds: usualSeconds(of: new.map(\.model))
        )
    }

    func comparison(
        _ weighing: Weighing,
        named name: String,
        by person: String?,
        isFresh: Bool = false,
        once: String? = nil
    ) -> NewComparison {
        NewComparison(
            name: name,
            plan: weighing.plan,
            axes: weighing.grid.axes,
            cells: zip(weighing.grid.cells, weighing.wishes).map { cell, wish in
                .init(coordinates: cell.coordinates, wish: wish, remark: cell.remark)
            },
            service: service,
            person: person,
            once: once,
            isFresh: isFresh
        )
    }

    /// What each cell asks for, with its words drawn from its seed where the plan says so.
    private func wishes(for grid: Grid, _ words: WordChoices?, by person: String?) async throws -> [NewGeneration?] {
        var wordsmith = Wordsmith(studio: self)
        var wishes: [NewGeneration?] = []
        for cell in grid.cells {
            guard let parameters = cell.parameters else {
                wishes.append(nil)
                continue
            }
            var request = WordedRequest(parameters: settleSeed(of: parameters, for: cell.model))
            if let words {
                do {
                    request = try await wordsmith.word(request.parameters, for: cell.model, words)
                } catch let faults as ParameterFaults {
                    let fault = faults.faults[0]
                    let isNegative = cell.model.parameter(named: fault.field)?.role == .negativePrompt
                    throw AxisFault(isNegative ? "negative_prompt" : "prompt", fault.sentence)
                }
            }
            wishes.append(
                NewGeneration(
                    model: cell.model,
                    parameters: request.parameters,
                    service: service,
                    price: catalog.expectedPrice(of: cell.model, samples: cell.model.samples(of: parameters)),
                    person: person,
                    wording: request.wording
                )
            )
        }
        return wishes
    }

    /// Tells who listens of new wishes, and wakes the queue.
    func tell(of wishes: [Generation.ID], as what: String) {
        guard let last = wishes.last else { return }
        // Who looks at everything needs one; nobody watches one of them yet.
        changes.announce(last)
        logger.info("\(what) queued", metadata: ["generations": "\(wishes.count)"])
        bell.ring()
    }
}
