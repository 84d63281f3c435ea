import Catalog
import Curation
import Foundation
import Library

/// A comparison on its way out of the house: as one picture, as files, as a page without a server.
struct ComparisonExport {
    let sheet: ComparisonSheetQuery.Sheet
    let catalog: Catalog

    var comparison: Comparison { sheet.comparison }
    private var cells: [ComparisonCell] { sheet.cells }

    /// The sheet as its page shows it.
    func drawing(_ address: SheetAddress) -> SheetDrawing {
        let grid = SheetGrid(comparison, cells: cells, address: address)
        var lines = [comparison.plan.prompt, tabLine(grid)].compactMap(\.self).filter { !$0.isEmpty }
        if lines.first == comparison.name { lines.removeFirst() }
        return SheetDrawing(
            title: comparison.name,
            lines: lines,
            columns: grid.columns.map { name(of: $0, on: grid.axis(0)) },
            rows: grid.rows.map { name(of: $0, on: grid.axis(1)) },
            cells: grid.rows.map { row in
                grid.columns.map { drawn(grid.cell(row: row, column: $0)) }
            }
        )
    }

    /// Each cell with a picture that is there, with the name of its file: its place in front, so that a folder keeps
    /// the sheet's order.
    func files() -> [(cell: ComparisonCell, name: String)] {
        cells.compactMap { cell in
            guard let picture = cell.picture, !picture.isTrashed else { return nil }
            return (cell, fileName(cell, picture))
        }
    }

    /// The page that works from a folder, each tab a table of its own.
    func page() -> View {
        let tabs = comparison.axes.count > 2 ? comparison.axes[2].values.count : 1
        return [
            "name": comparison.name,
            "promptText": comparison.plan.prompt == comparison.name ? nil : comparison.plan.prompt,
            "negativePromptText": comparison.plan.negativePrompt.isEmpty ? nil : comparison.plan.negativePrompt,
            "exact": Words.exact(comparison.createdAt),
            "tables": (0..<tabs).map(table),
        ]
    }

    private func table(_ tab: Int) -> View {
        var address = SheetAddress(.init(), axisCount: comparison.axes.count)
        address.tab = tab
        let grid = SheetGrid(comparison, cells: cells, address: address)
        return [
            "tabText": tabLine(grid),
            "heads": grid.columns.map { ["text": name(of: $0, on: grid.axis(0))] as View },
            "rows": grid.rows.map { row -> View in
                [
                    "text": name(of: row, on: grid.axis(1)),
                    "cells": grid.columns.map { offline(grid.cell(row: row, column: $0)) },
                ]
            },
        ]
    }

    private func offline(_ cell: ComparisonCell?) -> View {
        guard let cell, let picture = cell.picture, !picture.isTrashed else { return ["note": note(cell)] }
        let file: View = [
            "address": "pictures/\(fileName(cell, picture))", "width": picture.width, "height": picture.height,
            "alt": zip(comparison.axes, cell.coordinates).map { $0.name(of: $1, catalog) }.joined(separator: ", "),
        ]
        return ["file": file, "note": cell.remark]
    }

    private func tabLine(_ grid: SheetGrid) -> String? {
        grid.axis(2).map { name(of: grid.address.tab, on: $0) }
    }

    /// A heading that is understood without the others: `Seed 7`.
    private func name(of number: Int, on axis: Int?) -> String {
        guard let axis = axis.map({ comparison.axes[$0] }) else { return "" }
        let name = axis.name(of: number, catalog)
        return axis.subject == .model || axis.subject.isText ? name : "\(axis.subject.label) \(name)"
    }

    private func drawn(_ cell: ComparisonCell?) -> SheetDrawing.Cell {
        guard let cell, let picture = cell.picture, !picture.isTrashed else { return .note(note(cell)) }
        return .picture(path: picture.path, width: picture.width, height: picture.height)
    }

    private func note(_ cell: ComparisonCell?) -> String {
        guard let cell, let state = cell.state else { return cell?.remark.map { "Left out. \($0)" } ?? "Left out" }
        if cell.picture?.isTrashed == true { return "In the trash" }
        return state == .completed ? "Deleted" : state.sentence ?? state.word.capitalized
    }

    private func fileName(_ cell: ComparisonCell, _ picture: ComparisonCell.Picture) -> String {
        let parts = zip(comparison.axes, cell.coordinates).map { axis, number in
            let value = axis.values.indices.contains(number) ? axis.values[number] : ""
            return String(format: "%02d-", number + 1) + Self.plain(value)
        }
        let ending = picture.path.split(separator: ".").last.map(String.init) ?? "jpg"
        return "\(parts.joined(separator: "_")).\(ending)"
    }

    /// As every file system takes it.
    private static func plain(_ text: String) -> String {
        let kept = text.unicodeScalars.prefix(40).map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || scalar == "." ? Character(scalar) : "-"
        }
        return String(kept)
    }
}
