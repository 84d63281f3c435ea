import Foundation
import Library
import Pictures
import Studio

/// Everything the viewer shows of some pictures.
struct ViewerView {
    let site: Site
    /// In the order of the address, all of them there.
    let pictures: [PicturesQuery.Picture]
    let address: ViewerAddress

    var title: String { "Pictures \(pictures.map { String($0.image.id) }.joined(separator: ", "))" }

    func all() async throws -> View {
        let isPair = pictures.count > 1
        let mode = isPair ? address.mode : .side
        return ViewerParameters(site: site, pictures: pictures, one: address.one).view.with([
            "countText": Words.pictures(pictures.count),
            "isPair": isPair,
            "mode": mode.rawValue,
            "ground": address.ground,
            "modes": ViewerMode.allCases.map(button),
            "frames": pictures.map(frame),
            "panes": panes(mode),
            "paneCount": panes(mode).count,
            "difference": mode.look.map(difference),
            "sizes": mode.isPair ? sizes : nil,
            "figures": mode.look == nil ? nil : try await figures(),
            "gains": Difference.gains.map(gain),
            "isDifference": mode.look != nil,
            "isBlink": mode == .blink,
            "isSlider": mode == .slider,
            "isOnion": mode == .onion,
            "nextAddress": address.with { $0.shown = address.next }.text,
            "nextID": address.next,
            "isInTurn": address.isInTurn,
            "turnAddress": address.with { $0.isInTurn.toggle() }.text,
            "canTakeTurns": pictures.count > 2,
        ])
    }

    private func button(_ mode: ViewerMode) -> View {
        [
            "mode": mode.rawValue, "label": mode.label, "key": mode.key, "isCurrent": mode == address.mode,
            "needsScripts": mode.needsScripts, "address": address.with { $0.mode = mode }.text,
        ]
    }

    private func gain(_ gain: Int) -> View {
        [
            "gain": gain, "isCurrent": gain == address.gain, "address": address.with { $0.gain = gain }.text,
        ]
    }

    /// A picture in the row that the two are chosen from, with all that the script needs to lay it out.
    private func frame(_ picture: PicturesQuery.Picture) -> View {
        let image = picture.image
        return [
            "id": image.id,
            "sha256": image.file.sha256,
            "source": "/files/\(image.file.sha256)",
            "thumbnail": "/thumbnails/\(image.file.sha256)",
            "width": image.file.width,
            "height": image.file.height,
            "ratio": Ratio.name(width: image.file.width, height: image.file.height),
            "colour": image.file.colour ?? "#808080",
            "modelName": site.modelNames[image.model] ?? image.model,
            "alt": Words.excerpt(picture.generation.prompt),
            "isOne": image.id == address.one,
            "isOther": image.id == address.other,
            "chooseOne": address.choosing(one: image.id).text,
            "chooseOther": address.choosing(other: image.id).text,
        ]
    }

    /// What stands on the table before the script lays it out, and without one.
    private func panes(_ mode: ViewerMode) -> [View] {
        let ids: [Image.ID] =
            switch mode {
            case .side: address.ids
            case .slider, .onion: [address.one, address.other]
            case .blink: [address.shown]
            case .difference, .heat: []
            }
        return ids.compactMap { id in pictures.first { $0.image.id == id }.map(frame) }
    }

    private var pair: (one: Image, other: Image)? {
        guard let one = image(address.one), let other = image(address.other) else { return nil }
        return (one, other)
    }

    private func image(_ id: Image.ID) -> Image? { pictures.first { $0.image.id == id }?.image }

    private func difference(_ look: Difference.Look) -> View {
        guard let (one, other) = pair else { return [:] }
        return [
            "source": DifferenceKey.address(one.file, other.file, look, gain: address.gain),
            "width": one.file.width, "height": one.file.height,
            "label": "How picture \(other.id) differs from picture \(one.id)",
        ]
    }

    /// What is said where the two are of different sizes.
    private var sizes: String? {
        guard let (one, other) = pair, (one.file.width, one.file.height) != (other.file.width, other.file.height) else {
            return nil
        }
        return """
            The sizes differ: picture \(other.id), \(other.file.width) × \(other.file.height), was scaled to \
            \(one.file.width) × \(one.file.height).
            """
    }

    /// The difference in numbers, or why there is none.
    private func figures() async throws -> String {
        guard let (one, other) = pair, let look = address.mode.look else { return "" }
        do {
            let figures = try await site.difference(one.file, other.file, look, gain: address.gain).figures
            return Self.words(figures, distance: Self.distance(one.file, other.file))
        } catch let error as PictureError {
            return error.sentence
        }
    }

    private static func words(_ figures: Difference.Figures, distance: Int?) -> String {
        if figures.isNothing { return "Not one pixel differs." }
        let share = figures.visibleShare * 100
        var parts = [
            "A channel differs by \(Words.decimals(figures.mean, figures.mean < 10 ? 2 : 1)) of 255 in the mean.",
            "\(share > 0 && share < 0.1 ? "Less than 0.1" : Words.decimals(share, 1)) % of the pixels differ visibly, "
                + "by more than \(Difference.visibleStep).",
        ]
        if let distance { parts.append("\(distance) of 64 bits of the perceptual hash differ.") }
        return parts.joined(separator: " ")
    }

    private static func distance(_ one: ImageFile, _ other: ImageFile) -> Int? {
        guard let ours = one.perceptualHash, let theirs = other.perceptualHash else { return nil }
        return PerceptualHash(ours).distance(to: PerceptualHash(theirs))
    }
}
