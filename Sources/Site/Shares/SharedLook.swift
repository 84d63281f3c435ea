import Catalog
import Library

/// What a link shows of pictures: never more than it was made for.
struct SharedLook {
    let site: Site
    let share: Share
    /// The link's address.
    let base: String

    /// The addresses of a picture's file and thumbnail within the link.
    func addresses(of sha256: String) -> View {
        ["address": "\(base)/files/\(sha256)", "thumbnail": "\(base)/thumbnails/\(sha256)"]
    }

    func view(of picture: PicturesQuery.Picture) -> View {
        let file = picture.image.file
        let view: View = [
            "width": file.width, "height": file.height, "colour": file.colour,
            "pictureRatio": Ratio.name(width: file.width, height: file.height),
            "alt": share.withWords ? Words.excerpt(picture.generation.prompt, 300) : "The shared picture",
        ]
        return view.with(addresses(of: file.sha256)).with(words(of: picture))
    }

    /// A page of a collection.
    func view(of page: SharedCollectionQuery.Page, _ isStart: Bool) -> View {
        let (collection, pictures) = (page.collection, page.pictures)
        let words = Dictionary(page.requests.map { ($0.image.id, self.words(of: $0)) }) { first, _ in first }
        let first = pictures.hasNewer ? pictures.frames.first?.cursor : nil
        let last = pictures.hasOlder ? pictures.frames.last?.cursor : pictures.reached
        func address(_ name: String, _ cursor: Cursor) -> String { "\(base)?\(name)=\(cursor.text)" }
        return [
            "name": collection.name,
            "description": collection.description.isEmpty ? nil : collection.description,
            "countText": collection.isSmart || collection.count == 0 ? nil : Words.pictures(collection.count),
            "hasPictures": !pictures.frames.isEmpty,
            "isVacant": pictures.frames.isEmpty && pictures.reached == nil,
            "withWords": share.withWords,
            "pictures": pictures.frames.enumerated().compactMap { index, frame -> View? in
                guard let card = frame.card else { return nil }
                let view: View = [
                    "width": card.width, "height": card.height, "colour": card.colour,
                    "ratio": Ratio.name(width: card.width, height: card.height),
                    "alt": share.withWords ? Words.excerpt(card.prompt) : "Picture \(index + 1) of this page",
                ]
                return view.with(addresses(of: card.sha256)).with(words[frame.id] ?? [:])
            },
            "hasPager": first != nil || last != nil || !isStart,
            "previousAddress": first.map { address("after", $0) },
            "startAddress": isStart ? nil : base,
            "nextAddress": last.map { address("before", $0) },
        ]
    }

    /// What made a picture, where the link shows that.
    private func words(of picture: PicturesQuery.Picture) -> View {
        guard share.withWords else { return [:] }
        let model = site.studio.catalog[picture.image.model]
        let words = RequestWords(picture.generation, model)
        return [
            "hasWords": true,
            "prompt": picture.generation.prompt,
            "negative": words.negative.isEmpty ? nil : words.negative,
            "model": model?.name ?? picture.image.model,
            "values": words.values,
        ]
    }
}
