import Catalog
import Foundation
import Library

/// What sending some pictures' requests again would be, before anything is sent.
public struct DriftPlan: Sendable {
    /// What would be sent.
    public var requests: [NewDrift.Request] = []
    /// Pictures that were made elsewhere: nobody can be asked for them.
    public var imported = 0
    /// Pictures of models that left the catalogue.
    public var unknown = 0
    /// Pictures that are not there any more.
    public var gone = 0
    /// What it is expected to cost, in US dollars.
    public var price = 0.0
    /// How long it usually takes, in seconds, when nothing else is in the queue.
    public var seconds = 0.0

    /// The pictures that would be made again.
    public var images: [Image.ID] { requests.flatMap(\.images) }
}

extension Studio {
    /// Works out what sending some pictures' requests again would be; those of one request are one.
    ///
    /// - Throws: ``LibraryError``.
    public func planDrift(of ids: [Image.ID], by person: String? = nil) async throws(LibraryError) -> DriftPlan {
        let pictures = try await library.answer(PicturesQuery(ids: ids))
        let wordings = try await library.answer(WordingsQuery(of: Set(pictures.map(\.generation.id))))
        var plan = DriftPlan()
        plan.gone = ids.count - pictures.count
        var known: [Generation.ID: Int] = [:]
        for (image, generation) in pictures.map({ ($0.image, $0.generation) }) {
            if let index = known[generation.id] {
                plan.requests[index].images.append(image.id)
                continue
            }
            guard !generation.isImported else {
                plan.imported += 1
                continue
            }
            guard let model = catalog[image.model], let parameters = try? model.parameterSet(json: generation.request)
            else {
                plan.unknown += 1
                continue
            }
            known[generation.id] = plan.requests.count
            let wish = NewGeneration(
                model: model,
                parameters: parameters,
                service: service,
                price: catalog.expectedPrice(of: model, samples: model.samples(of: parameters)),
                person: person,
                parent: .init(imageID: image.id, relation: .regeneration),
                source: generation.source,
                wording: wordings[generation.id]
            )
            plan.requests.append(.init(images: [image.id], wish: wish))
        }
        plan.price = plan.requests.reduce(0) { $0 + ($1.wish.price ?? 0) }
        plan.seconds = usualSeconds(of: plan.requests.map(\.wish.model))
        return plan
    }

    /// Sends the requests of a plan again and wakes the queue.
    ///
    /// - Parameter once: names the form that asks, so that a double press asks once.
    /// - Throws: ``LibraryError``.
    public func begin(
        _ plan: DriftPlan,
        named name: String,
        of comparison: Int64? = nil,
        by person: String? = nil,
        once: String? = nil
    ) async throws(LibraryError) -> Drift.ID {
        let new = NewDrift(name: name, comparison: comparison, person: person, once: once, requests: plan.requests)
        let (id, generations) = try await library.begin(new, at: surroundings.now())
        tell(of: generations, as: "drift")
        return id
    }

    /// How long requests usually take together: as many at once as the house sends, and as each model takes.
    func usualSeconds(of models: [Model]) -> Double {
        let inFlight = Double(places.limit)
        var together = 0.0
        var each: [String: Double] = [:]
        for model in models {
            let usual = usualTimes[model.slug]
            together += usual / inFlight
            each[model.slug, default: 0] += usual / Double(model.inFlightLimit ?? places.limit)
        }
        let longest = models.map { usualTimes[$0.slug] }.max() ?? 0
        return max(together, each.values.max() ?? 0, longest)
    }
}
