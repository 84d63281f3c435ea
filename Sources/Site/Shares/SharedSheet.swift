import Catalog
import Library

/// A comparison's contact sheet as a link shows it.
///
/// Its headings are what varied: where the link shows no words they give way to letters and numbers.
struct SharedSheet {
    let sheet: ComparisonSheetQuery.Sheet
    let catalog: Catalog
    let look: SharedLook

    private var comparison: Comparison { sheet.comparison }
    private var hasWords: Bool { look.share.withWords }

    /// Its name; one that is the beginning of the prompt counts as words.
    var title: String {
        let name = comparison.name.hasSuffix("…") ? String(comparison.name.dropLast()) : comparison.name
        let texts = [comparison.plan.prompt] + comparison.axes.flatMap { $0.subject.isText ? $0.values : [] }
        let isPrompt = texts.contains { Words.excerpt($0, 400).hasPrefix(name) }
        return hasWords || !isPrompt ? comparison.name : "A comparison"
    }

    func view() -> View {
        let plan = comparison.plan
        let tabs = comparison.axes.count > 2 ? comparison.axes[2].values.count : 1
        let view: View = ["name": title, "tables": (0..<tabs).map(table)]
        guard hasWords else { return view }
        return view.with([
            "promptText": plan.prompt == comparison.name || plan.prompt.isEmpty ? nil : plan.prompt,
            "negativePromptText": plan.negativePrompt.isEmpty ? nil : plan.negativePrompt,
            "hasFixed": !plan.parameters.isEmpty,
            "fixedValues": plan.parameters.sorted { $0.key < $1.key }.map { name, value -> View in
                ["label": AxisSubject(name)?.label ?? name, "value": value.text]
            },
        ])
    }

    private func table(_ tab: Int) -> View {
        var address = SheetAddress(.init(), axisCount: comparison.axes.count)
        address.tab = tab
        let grid = SheetGrid(comparison, cells: sheet.cells, address: address)
        let tabText = grid.axis(2).map { hasWords ? name(of: tab, on: $0) : "Sheet \(tab + 1)" }
        return [
            "tabText": tabText,
            "label": tabText ?? "The contact sheet",
            "columnCount": min(grid.columns.count, 9),
            "heads": grid.columns.map { column -> View in
                ["text": hasWords ? name(of: column, on: grid.axis(0)) : Self.letters(column)]
            },
            "rows": grid.rows.map { row -> View in
                [
                    "text": grid.axis(1).map { hasWords ? name(of: row, on: $0) : "\(row + 1)" } ?? "",
                    "cells": grid.columns.map { column in
                        cell(grid.cell(row: row, column: column), at: "\(Self.letters(column))\(row + 1)")
                    },
                ]
            },
        ]
    }

    private func cell(_ cell: ComparisonCell?, at place: String) -> View {
        guard let cell, let picture = cell.picture, !picture.isTrashed else { return ["isBlank": true] }
        let values = zip(comparison.axes, cell.coordinates).map { $0.name(of: $1, catalog) }
        let file: View = [
            "width": picture.width, "height": picture.height, "colour": picture.colour,
            "alt": hasWords ? values.joined(separator: ", ") : "Picture \(place)",
        ]
        return ["file": file.with(look.addresses(of: picture.sha256)), "note": hasWords ? cell.remark : nil]
    }

    /// A heading that is understood without the others: `Seed 7`.
    private func name(of number: Int, on axis: Int?) -> String {
        guard let axis = axis.map({ comparison.axes[$0] }) else { return "" }
        let name = axis.name(of: number, catalog)
        return axis.subject == .model || axis.subject.isText ? name : "\(axis.subject.label) \(name)"
    }

    /// A, B, … Z, AA.
    private static func letters(_ number: Int) -> String {
        let letter = String(UnicodeScalar(UInt8(65 + number % 26)))
        return number < 26 ? letter : letters(number / 26 - 1) + letter
    }
}
