import Catalog
import Foundation
import Library

/// A prompt as its pages show it.
struct PromptView {
    let site: Site
    let detail: PromptQuery.Detail

    private var prompt: Prompt { detail.prompt }

    /// The prompt's own page.
    func all(before: Int?) -> View {
        let address = "/prompts/\(prompt.id)"
        let page: View = [
            "cover": detail.cover.map { cover -> View in
                [
                    "imageID": cover.image, "source": "/thumbnails/\(cover.sha256)", "width": cover.width,
                    "height": cover.height, "isChosen": cover.isChosen,
                ]
            },
            "versions": detail.versions.map(entry),
            "firstAddress": before == nil ? nil : address,
            "olderAddress": detail.hasOlder
                ? detail.versions.last.map { "\(address)?before=\($0.version.number)" } : nil,
            "galleryAddress": detail.pictures == 0
                ? nil : GalleryAddress(search: Search("prompt:\"\(prompt.title)\"")).address("/"),
            "picturesText": Words.pictures(detail.pictures),
            "isCompared": !detail.comparisons.isEmpty,
            "comparisons": detail.comparisons.map { comparison -> View in
                ["name": Words.excerpt(comparison.name, 60), "address": "/comparisons/\(comparison.id)"]
            },
        ]
        return content(prompt.head).with(common).with(page)
    }

    /// The page of one version, with its pictures.
    func only(_ version: PromptVersion, _ pictures: PromptPicturesQuery.Answer, start: Cursor?) -> View {
        let address = "/prompts/\(prompt.id)/versions/\(version.number)"
        return content(version).with(common).with(links(version)).with([
            "pictures": thumbs(pictures, canChoose: prompt.trashedAt == nil),
            "hasPictures": !pictures.cards.isEmpty,
            "firstAddress": start == nil ? nil : address,
            "olderAddress": pictures.next.map { "\(address)?after=\($0.text)" },
        ])
    }

    /// Two versions, and what the second says differently.
    func compared(_ one: PromptVersion, _ other: PromptVersion) -> View {
        common.with([
            "fromChoices": choices(one.number),
            "toChoices": choices(other.number),
            "oneText": label(one),
            "otherText": label(other),
            "differences": PromptDifference(from: one.content, to: other.content, modelNames: site.modelNames).views,
            "isSame": one.content == other.content,
        ])
    }

    private var common: View {
        [
            "promptID": prompt.id,
            "promptTitle": prompt.title,
            "headNumber": prompt.head.number,
            "author": prompt.head.number > 1 && prompt.author != prompt.head.person ? prompt.author : nil,
            "trashedText": prompt.trashedAt.map { "In the trash since \(Words.ago($0, now: site.now()))." },
            "compareAddress": prompt.head.number > 1 ? "/prompts/\(prompt.id)/compare" : nil,
        ]
    }

    private func content(_ version: PromptVersion) -> View {
        let content = version.content
        let view: View = [
            "title": content.title,
            "number": version.number,
            "promptParts": PromptParts.parts(of: content.text),
            "negativeParts": PromptParts.parts(of: content.negativeText),
            "hasNegative": !content.negativeText.isEmpty,
            "notes": content.notes.isEmpty ? nil : content.notes,
            "tags": Site.tagViews(content.tags),
            "hasTags": !content.tags.isEmpty,
            "hasParameters": content.model != nil || !content.parameters.entries.isEmpty,
            "modelName": content.model.map { site.modelNames[$0] ?? $0 },
            "parameters": PromptParameters.ordered(content.parameters, for: site.model(of: version)).map {
                entry -> View in
                [
                    "label": PromptParameters.label(of: entry.name, in: site.model(of: version)),
                    "value": entry.value.text,
                ]
            },
            "useAddress": site.useAddress(version),
            "useModel": site.useModel(version)?.name,
            "otherModels": site.studio.catalog.models.filter { $0 != site.useModel(version) }.map { model -> View in
                ["name": model.name, "address": site.useAddress(version, model)]
            },
            "severalAddress": "/compare/new?prompt=\(prompt.id)&version=\(version.number)",
        ]
        return view.with(saved(version))
    }

    private func saved(_ version: PromptVersion) -> View {
        [
            "message": version.message.isEmpty ? nil : version.message,
            "person": version.person,
            "when": Words.ago(version.savedAt, now: site.now()),
            "exact": Words.exact(version.savedAt),
        ]
    }

    private func links(_ version: PromptVersion) -> View {
        let isHead = version.number == prompt.head.number
        let address = "/prompts/\(prompt.id)"
        return [
            "isHead": isHead,
            "versionAddress": "\(address)/versions/\(version.number)",
            "backAddress": isHead ? nil : "\(address)/versions/\(version.number)/back",
            "differenceAddress": isHead && version.number == 1
                ? nil
                : isHead
                    ? "\(address)/compare?from=\(version.number - 1)&to=\(version.number)"
                    : "\(address)/compare?from=\(version.number)&to=\(prompt.head.number)",
            "differenceText": isHead ? "What it changed" : "Beside the present one",
        ]
    }

    private func entry(_ entry: PromptQuery.Version) -> View {
        let (version, pictures) = (entry.version, entry.pictures)
        let address = "/prompts/\(prompt.id)/versions/\(version.number)"
        return saved(version).with(links(version)).with([
            "number": version.number,
            "pictures": thumbs(pictures),
            "hasPictures": !pictures.cards.isEmpty,
            "moreAddress": pictures.next == nil ? nil : address,
        ])
    }

    private func thumbs(_ pictures: PromptPicturesQuery.Answer, canChoose: Bool = false) -> [View] {
        pictures.cards.map { card in
            site.view(of: card).with([
                "isEdited": pictures.edited.contains(card.id),
                "canChoose": canChoose,
                "stars": card.rating > 0 ? card.rating : nil,
            ])
        }
    }

    /// The newest thousand: a list to choose from is no place for more.
    private func choices(_ chosen: Int) -> [View] {
        let numbers = (1...prompt.head.number).reversed().prefix(1000)
        return (numbers.contains(chosen) ? Array(numbers) : [chosen] + numbers).map { number in
            ["number": number, "isChosen": number == chosen, "isPresent": number == prompt.head.number]
        }
    }

    private func label(_ version: PromptVersion) -> String {
        let person = version.person.map { " by \($0)" } ?? ""
        return "Version \(version.number)\(person), \(Words.ago(version.savedAt, now: site.now()))"
    }
}
