import Catalog
import Foundation
import Library

/// A cell of a contact sheet as templates show it.
struct CellView {
    let comparison: Comparison
    let catalog: Catalog
    let usual: (String) -> Double
    let favourites: Set<Image.ID>
    let now: Date

    /// The element's name on the page: three numbers are enough for every axis.
    static func name(_ coordinates: [Int]) -> String { "cell-" + coordinates.map(String.init).joined(separator: "-") }

    func view(_ cell: ComparisonCell) -> View {
        let base: View = [
            "cellName": Self.name(cell.coordinates),
            "remark": cell.remark,
            "generationID": cell.generation,
            "comparisonID": comparison.id,
            // An empty frame has the shape of what is expected: nothing moves when it comes.
            "ratio": Ratio.name(
                width: cell.picture?.width ?? cell.size?.width ?? 1,
                height: cell.picture?.height ?? cell.size?.height ?? 1
            ),
        ]
        guard let state = cell.state else { return base.with(["cellState": "left-out", "isLeftOut": true]) }
        if let picture = cell.picture {
            return base.with(view(of: picture, cell)).with([
                "cellState": picture.isTrashed ? "trashed" : "made"
            ])
        }
        return base.with(view(of: state, cell)).with(["cellState": state.word])
    }

    /// The model and what the axes say, for who does not see the headings.
    private func label(_ cell: ComparisonCell) -> String {
        zip(comparison.axes, cell.coordinates).map { axis, number in
            axis.values.indices.contains(number) ? axis.name(of: number, catalog) : ""
        }.joined(separator: ", ")
    }

    private func view(of picture: ComparisonCell.Picture, _ cell: ComparisonCell) -> View {
        [
            "picture": [
                "imageID": picture.id,
                "isTrashed": picture.isTrashed,
                "source": "/thumbnails/\(picture.sha256)",
                "width": picture.width, "height": picture.height,
                "colour": picture.colour ?? "#808080",
                "label": "Picture \(picture.id): \(label(cell))",
                "isFavourite": favourites.contains(picture.id),
                "rating": picture.rating > 0 ? picture.rating : nil,
            ] as View
        ]
    }

    private func view(of state: GenerationState, _ cell: ComparisonCell) -> View {
        var view: View = ["label": label(cell)]
        switch state {
        case .queued: view["waiting"] = "Queued"
        case .submitting, .running, .storing:
            let elapsed = cell.submittedAt.map { max(0, now.timeIntervalSince($0)) } ?? 0
            let expected = usual(cell.model)
            view["waiting"] = state.word == "storing" ? "Storing" : "Running"
            view["elapsedSeconds"] = Words.decimals(elapsed, 2)
            view["usualSeconds"] = Words.decimals(expected, 2)
            view["progress"] = Int(min(0.9, elapsed / max(expected, 0.1)) * 100)
        case .completed:
            view["trouble"] = "Deleted"
        case .failed(let sentence):
            view["trouble"] = "Failed"
            view["sentence"] = Words.excerpt(sentence, 160)
            view["canRepeat"] = cell.successor == nil
        case .cancelled:
            view["trouble"] = "Taken back"
            view["canRepeat"] = cell.successor == nil
        case .unresolved:
            view["trouble"] = "Answer lost"
            view["sentence"] = "It may have been charged: decide on its page."
        }
        return view
    }
}

extension Axis {
    /// A value as people read it.
    func name(of number: Int, _ catalog: Catalog) -> String {
        let value = values[number]
        return switch subject {
        case .model: catalog[value]?.name ?? value
        case .size: value.replacing("x", with: " × ")
        case .parameter(.negativePrompt) where value.isEmpty: "no negative prompt"
        default: value
        }
    }
}
