import Catalog
import Foundation
import Library
import Pictures
import Studio

/// Everything the picture's page shows of one image.
struct ImageView {
    let site: Site
    let detail: ImageQuery.Detail

    private var image: Image { detail.image }
    private var generation: Generation { detail.generation }
    private var model: Model? { site.studio.catalog[image.model] }

    func all() -> View {
        let words = RequestWords(generation, model)
        let (imported, parameters, negative) = (words.imported, words.parameters, words.negative)
        let family = family()
        return [
            "id": image.id,
            "colour": image.file.colour,
            "source": "/files/\(image.file.sha256)",
            "width": image.file.width,
            "height": image.file.height,
            "alt": generation.prompt,
            "verdict": generation.verdict?.view(of: image, besides: detail.parent),
            "slug": image.model,
            "modelName": model?.name ?? image.model,
            "isImported": imported != nil,
            "editAddress": editModel.map { "/generate/\($0.slug)?from=\(image.id)" },
            "isKnownModel": model != nil,
            "otherModels": site.studio.catalog.models.filter { $0 != editModel }.map { other -> View in
                ["name": other.name, "address": "/generate/\(other.slug)?from=\(image.id)"]
            },
            "promptParts": PromptParts.parts(of: generation.prompt),
            "promptOrigin": detail.origin?.view,
            "savedPrompts": detail.savedPrompts.map(\.view),
            "hasNegative": !negative.isEmpty,
            "negativeParts": PromptParts.parts(of: negative),
            "wording": detail.wording.map(WordingView.init)?.all(),
            "drawsAnew": detail.wording.map { WordingView(wording: $0).drawsAnew } ?? false,
            "parameters": words.values,
            "facts": facts(),
            "generationID": generation.id,
            "requestJSON": parameters?.indentedJSON ?? imported?.values.indentedJSON ?? generation.request,
            "endpoint":
                imported == nil
                ? "Sent to \(site.service.name) as POST /\(model?.isAsynchronous == false ? "v1" : "v2")/\(image.model)"
                : "Read from the picture's file, and written here under this house's own names.",
            "fileFacts": fileFacts(),
            "downloadName": DownloadName(detail, catalog: site.studio.catalog).text,
            "downloadAddress": "/images/\(image.id)/download",
            "shareAddress": site.shareAddress(.picture, image.id),
            "hasFamily": !family.isEmpty,
            "family": family,
            "compareAddress": compareAddress,
            "isCompared": !detail.comparisons.isEmpty,
            "comparisons": detail.comparisons.map { comparison -> View in
                ["name": Words.excerpt(comparison.name, 60), "address": "/comparisons/\(comparison.id)"]
            },
        ]
    }

    /// This picture beside its relatives, as many as the viewer takes.
    private var compareAddress: String? {
        let relatives = [detail.parent] + detail.samples + detail.children.map(\.image)
        let ids = relatives.compactMap { $0?.trashedAt == nil ? $0?.id : nil }.filter { $0 != image.id }
        guard !ids.isEmpty else { return nil }
        let all = ([image.id] + ids).prefix(ViewerAddress.count.upperBound)
        return "/compare?ids=\(all.map(String.init).joined(separator: ","))"
    }

    /// The model whose form continues with this picture: its own, or the one that an imported picture's name means.
    private var editModel: Model? {
        generation.isImported ? site.studio.catalog.model(called: image.model) : model
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
        if generation.isImported {
            let imported = ImportedRequest(json: generation.request)
            facts.append(["label": "Made by", "value": imported.tool?.name ?? "not known"])
            if let name = imported.fileName { facts.append(["label": "File", "value": name]) }
        } else {
            facts.append(["label": "Cost, as listed", "value": generation.cost.map(Words.money) ?? "not listed"])
        }
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
