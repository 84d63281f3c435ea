import Catalog
import Foundation
import HTTPServer
import Library
import Studio

/// What the page of a generation, and its event stream, show.
extension Site {
    func statusView(of detail: GenerationQuery.Detail) async throws -> View {
        let generation = detail.generation
        let allowance = try await allowances(of: [generation])[generation.person ?? ""]
        let status = GenerationStatus(
            generation: generation,
            model: studio.catalog[generation.model],
            usual: studio.usualTimes[generation.model],
            ahead: detail.ahead,
            service: studio.service,
            trouble: studio.troubles[generation.id],
            queueStands: studio.standstill != nil,
            ceiling: studio.settings.ceilings.lowest,
            allowance: allowance,
            now: now()
        )
        let actions = actions(for: detail)
        let outcome = [
            ("Asked for by", generation.person), ("Request id", generation.requestID),
            (costLabel(of: generation), generation.cost.map(Words.money)),
        ]
        .compactMap { label, value in value.map { ["label": label, "value": $0] as View } }
        return status.view().with([
            "verdict": generation.verdict?.view(of: detail.images.first, besides: detail.parent),
            "remark": generation.remark,
            "hasOutcome": !outcome.isEmpty,
            "outcome": outcome,
            "hasImages": !detail.images.isEmpty,
            "images": detail.images.map { image -> View in
                [
                    "id": image.id,
                    "source": "/files/\(image.file.sha256)",
                    "width": image.file.width, "height": image.file.height,
                    "alt": Words.excerpt(generation.prompt),
                ]
            },
            "hasActions": !actions.isEmpty,
            "actions": actions,
        ])
    }

    private func costLabel(of generation: Generation) -> String {
        if generation.isCostReal { return "Cost" }
        return studio.catalog[generation.model]?.listedPrice == nil ? "Cost, expected" : "Cost, as listed"
    }

    private func actions(for detail: GenerationQuery.Detail) -> [View] {
        let id = detail.generation.id
        func post(_ label: String, _ verb: String, key: String? = nil, isPrimary: Bool = false) -> View {
            [
                "isPost": true, "label": label, "address": "/generations/\(id)/\(verb)", "key": key,
                "isPrimary": isPrimary,
            ]
        }
        switch detail.generation.state {
        case .queued: return [post("Take it back", "cancel")]
        case .submitting, .running, .storing: return []
        case .failed, .cancelled:
            if let successor = detail.generation.successor {
                return [["label": "To generation \(successor)", "address": "/generations/\(successor)"]]
            }
            return [post("Try again", "again", key: "r", isPrimary: true)]
        case .unresolved:
            return [
                post("Look again", "look", isPrimary: true), post("Submit again (may be charged twice)", "again"),
                post("Give up", "give-up"),
            ]
        case .completed:
            guard let image = detail.images.first else { return [] }
            return [
                ["label": "Open the picture", "address": "/images/\(image.id)", "isPrimary": true],
                ["isPost": true, "label": "Same seed", "address": "/images/\(image.id)/regenerate", "key": "r"],
                ["isPost": true, "label": "New seed", "address": "/images/\(image.id)/new-seed"],
                [
                    "label": "Edit", "address": "/generate/\(detail.generation.model)?from=\(image.id)", "key": "e",
                ],
            ]
        }
    }

    func requestView(of detail: GenerationQuery.Detail) -> View {
        let generation = detail.generation
        let model = studio.catalog[generation.model]
        let parameters = try? model?.parameterSet(json: generation.request)
        var facts: [View] = [["label": "Model", "value": model?.name ?? generation.model]]
        for entry in parameters?.entries ?? [] {
            let parameter = model?.parameter(named: entry.name)
            guard parameter?.role != .prompt, parameter?.isHidden != true else { continue }
            facts.append(["label": parameter?.label ?? entry.name, "value": entry.value.text])
        }
        return [
            "promptParts": PromptParts.parts(of: generation.prompt),
            "facts": facts,
            "cautions": (model?.cautions(for: parameters ?? .init()) ?? []).map { ["sentence": $0.sentence] as View },
            "parentAddress": detail.parent.map { "/images/\($0.id)" },
            "parentText": detail.parent.map {
                generation.parent?.relation == .regeneration
                    ? "The same request as picture \($0.id)" : "Begun with picture \($0.id)"
            },
        ]
    }

    /// What a look into the history brought, told on the page that it leads back to.
    func lookNote(_ request: Request, _ generation: Generation) -> String? {
        guard case .unresolved = generation.state, let looked = request.query["looked"] else { return nil }
        return looked == "unreadable"
            ? "The service's history could not be read just now. Nothing was changed; look again in a while."
            : "The service's history does not hold this request. It may appear there with some delay."
    }
}

extension Studio.Look {
    /// The word in the address of the page that tells of it.
    var word: String {
        switch self {
        case .found: "found"
        case .notFound: "not-found"
        case .unreadable: "unreadable"
        }
    }
}
