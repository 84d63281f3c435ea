import Catalog
import Foundation
import Library

/// Everything the picture's page shows of one image.
struct ImageView {
    let site: Site
    let detail: ImageQuery.Detail

    private var image: Image { detail.image }
    private var generation: Generation { detail.generation }
    private var model: Model? { site.studio.catalog[image.model] }

    func all() -> View {
        let parameters = try? model?.parameterSet(json: generation.request)
        let negative = parameters.flatMap { model?.value(.negativePrompt, in: $0)?.text } ?? ""
        let family = family()
        return [
            "id": image.id,
            "colour": image.file.colour,
            "source": "/files/\(image.file.sha256)",
            "width": image.file.width,
            "height": image.file.height,
            "alt": generation.prompt,
            "verdict": generation.verdict?.view,
            "slug": image.model,
            "modelName": model?.name ?? image.model,
            "editAddress": "/generate/\(image.model)?from=\(image.id)",
            "otherModels": site.studio.catalog.models.filter { $0.slug != image.model }.map { other -> View in
                ["name": other.name, "address": "/generate/\(other.slug)?from=\(image.id)"]
            },
            "promptParts": PromptParts.parts(of: generation.prompt),
            "hasNegative": !negative.isEmpty,
            "negativeParts": PromptParts.parts(of: negative),
            "parameters": shown(parameters),
            "facts": facts(),
            "generationID": generation.id,
            "requestJSON": parameters?.indentedJSON ?? generation.request,
            "endpoint":
                "Sent to \(site.service.name) as POST /\(model?.isAsynchronous == false ? "v1" : "v2")/\(image.model)",
            "fileFacts": fileFacts(),
            "downloadName": downloadName(parameters),
            "hasFamily": !family.isEmpty,
            "family": family,
        ]
    }

    private func shown(_ parameters: ParameterSet?) -> [View] {
        (parameters?.entries ?? []).compactMap { entry in
            let parameter = model?.parameter(named: entry.name)
            guard parameter?.role != .prompt, parameter?.role != .negativePrompt, parameter?.isHidden != true
            else { return nil }
            return ["label": parameter?.label ?? entry.name, "value": entry.value.text]
        }
    }

    private func facts() -> [View] {
        var facts: [View] = [
            [
                "label": "When", "value": Words.ago(image.createdAt, now: site.now()),
                "exact": Words.exact(image.createdAt),
            ]
        ]
        if let seconds = generation.inferenceSeconds {
            facts.append(["label": "Inference", "value": Words.decimals(seconds, 2) + " s"])
        }
        if let submitted = generation.submittedAt, let finished = generation.finishedAt {
            facts.append([
                "label": "From submit to stored", "value": Words.seconds(finished.timeIntervalSince(submitted)),
            ])
        }
        facts.append(["label": "Cost, as listed", "value": generation.cost.map(Words.money) ?? "not listed"])
        if let requestID = generation.requestID { facts.append(["label": "Request id", "value": requestID]) }
        if generation.samples > 1 {
            facts.append(["label": "Sample", "value": "\(image.sample + 1) of \(generation.samples)"])
        }
        return facts
    }

    private func fileFacts() -> [View] {
        [
            ["label": "Size", "value": "\(image.file.width) × \(image.file.height)"],
            ["label": "Bytes", "value": "\(Words.bytes(image.file.byteCount)), \(image.file.format.uppercased())"],
            ["label": "Path", "value": image.file.path],
            ["label": "SHA-256", "value": image.file.sha256],
        ]
    }

    private func downloadName(_ parameters: ParameterSet?) -> String {
        let seed = parameters.flatMap { model?.value(.seed, in: $0)?.text } ?? "\(generation.id)"
        let ending = image.file.format == "jpeg" ? "jpg" : image.file.format
        return "\(image.model)-\(seed)-\(image.id).\(ending)"
    }

    /// Parent, the other samples of the request, and what was made from this picture.
    private func family() -> [View] {
        var family: [View] = []
        if let parent = detail.parent { family.append(relative(parent, caption: "Parent \(parent.id)")) }
        for sample in detail.samples where sample.id != image.id {
            family.append(relative(sample, caption: "Sample \(sample.sample + 1)"))
        }
        for child in detail.children {
            let relation = child.generation.parent?.relation == .regeneration ? "Same seed" : "Variation"
            let verdict = child.generation.verdict.map { ", \($0.word)" } ?? ""
            if let image = child.image {
                family.append(relative(image, caption: relation + verdict))
            } else {
                family.append([
                    "address": "/generations/\(child.generation.id)", "state": child.generation.state.word,
                    "caption": relation,
                ])
            }
        }
        return family
    }

    private func relative(_ image: Image, caption: String) -> View {
        [
            "address": "/images/\(image.id)", "thumbnail": "/thumbnails/\(image.file.sha256)",
            "width": image.file.width, "height": image.file.height, "caption": caption,
        ]
    }
}
