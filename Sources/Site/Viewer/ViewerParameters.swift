import Catalog
import Library
import Studio

/// What some pictures were made from, in a column each: what differs, and what is the same in all.
struct ViewerParameters {
    /// A value under its heading; the same name in two pictures is the same row.
    private struct Value {
        var name: String
        var label: String
        var text: String
        /// Whether it was asked for; what came of it by itself is no difference between requests.
        var isAsked = true
    }

    let site: Site
    let pictures: [PicturesQuery.Picture]
    /// The picture that the others are compared with.
    let one: Image.ID

    var view: View {
        let columns = pictures.map(values)
        var rows: [Value] = []
        for value in columns.joined() where !rows.contains(where: { $0.name == value.name }) { rows.append(value) }
        let texts = rows.map { row in columns.map { column in column.first { $0.name == row.name }?.text ?? "–" } }
        let mine = pictures.firstIndex { $0.image.id == one } ?? 0
        var differing: [View] = []
        var same: [View] = []
        for (row, texts) in zip(rows, texts) {
            if Set(texts).count == 1 {
                same.append(["label": row.label, "value": texts[0]])
            } else {
                let cells = texts.map { text -> View in ["value": text, "differs": row.isAsked && text != texts[mine]] }
                differing.append(["label": row.label, "cells": cells])
            }
        }
        return [
            "columns": pictures.map { picture -> View in
                ["id": picture.image.id, "isOne": picture.image.id == one]
            },
            "hasDiffering": !differing.isEmpty,
            "differing": differing,
            "hasSame": !same.isEmpty,
            "sameText": same.count == 1 ? "One value is the same in all" : "\(same.count) values are the same in all",
            "same": same,
            "texts": [
                text("Prompt", pictures.map(\.generation.prompt), mine),
                text("Negative prompt", pictures.map(negative), mine),
            ].compactMap(\.self),
        ]
    }

    /// A text of all pictures, its words compared with the one's; `nil` where none has such a text.
    private func text(_ label: String, _ texts: [String], _ mine: Int) -> View? {
        guard texts.contains(where: { !$0.isEmpty }) else { return nil }
        let isSame = Set(texts).count == 1
        let shown = isSame ? [(pictures[mine], texts[mine])] : Array(zip(pictures, texts))
        return [
            "label": isSame ? "\(label), the same in all" : label,
            "isCompared": !isSame,
            "one": one,
            "versions": shown.map { picture, text -> View in
                let isOne = picture.image.id == one
                return [
                    "id": isSame ? nil : String(picture.image.id),
                    "isOne": isOne,
                    "isTheSame": !isOne && text == texts[mine],
                    "isEmpty": text.isEmpty && (isOne || texts[mine].isEmpty),
                    "parts": isOne || text != texts[mine] ? parts(of: text, from: isOne ? text : texts[mine]) : [],
                ]
            },
        ]
    }

    private func parts(of text: String, from old: String) -> [View] {
        WordDifference(from: old, to: text).parts.map { part in
            ["text": part.text, "isAdded": part.kind == .added, "isRemoved": part.kind == .removed]
        }
    }

    private func negative(_ picture: PicturesQuery.Picture) -> String {
        meanings(of: picture)[.negativePrompt] ?? ""
    }

    private func meanings(of picture: PicturesQuery.Picture) -> [ParameterRole: String] {
        if picture.generation.isImported {
            return ImportedRequest(json: picture.generation.request).meanings.mapValues(\.text)
        }
        guard let (model, parameters) = request(of: picture) else { return [:] }
        var meanings: [ParameterRole: String] = [:]
        for role in ParameterRole.allCases { meanings[role] = model.value(role, in: parameters)?.text }
        return meanings
    }

    private func request(of picture: PicturesQuery.Picture) -> (model: Model, parameters: ParameterSet)? {
        guard !picture.generation.isImported, let model = site.studio.catalog[picture.image.model],
            let parameters = try? model.parameterSet(json: picture.generation.request)
        else { return nil }
        return (model, parameters)
    }

    /// The values of a picture in the order of rows. Its size is the file's own.
    private func values(of picture: PicturesQuery.Picture) -> [Value] {
        let (image, generation) = (picture.image, picture.generation)
        let meanings = meanings(of: picture)
        var values = [
            Value(name: "model", label: "Model", text: site.modelNames[image.model] ?? image.model),
            Value(name: "size", label: "Size", text: "\(image.file.width) × \(image.file.height)"),
        ]
        for role in [ParameterRole.seed, .inferenceSteps, .guidanceScale, .scheduler, .samples] {
            if let text = meanings[role] { values.append(Value(name: role.rawValue, label: role.label, text: text)) }
        }
        if let (model, parameters) = request(of: picture) {
            for entry in parameters.entries {
                // What has no meaning of its own to this house stands under its own name.
                guard let parameter = model.parameter(named: entry.name), parameter.role == nil, !parameter.isHidden
                else { continue }
                values.append(Value(name: "=" + entry.name, label: parameter.label, text: entry.value.text))
            }
        }
        if generation.samples > 1 {
            values.append(Value(name: "sample", label: "Sample", text: "\(image.sample + 1) of \(generation.samples)"))
        }
        if let seconds = generation.inferenceSeconds {
            values.append(
                Value(name: "inference", label: "Inference", text: Words.decimals(seconds, 2) + " s", isAsked: false)
            )
        }
        if let cost = generation.cost {
            values.append(Value(name: "cost", label: "Cost", text: Words.money(cost), isAsked: false))
        }
        values.append(
            Value(name: "made", label: "Made", text: Words.ago(image.createdAt, now: site.now()), isAsked: false)
        )
        return values
    }
}
