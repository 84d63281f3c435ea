import Catalog
import Foundation
import Library

/// A comparison's contact sheet as templates show it.
struct SheetView {
    let grid: SheetGrid
    let cells: [ComparisonCell]
    let cellView: CellView
    let now: Date

    private var comparison: Comparison { grid.comparison }
    private var address: SheetAddress { grid.address }
    private var catalog: Catalog { cellView.catalog }

    func all() -> View {
        let plan = comparison.plan
        let view: View = [
            "comparisonID": comparison.id,
            "name": comparison.name,
            "promptParts": PromptParts.parts(of: plan.prompt),
            "hasPrompt": !plan.prompt.isEmpty,
            "negativePromptText": plan.negativePrompt.isEmpty ? nil : plan.negativePrompt,
            "person": comparison.person,
            "when": Words.ago(comparison.createdAt, now: now),
            "exact": Words.exact(comparison.createdAt),
            "fixedValues": fixedValues(),
            "tagText": comparison.tags.joined(separator: ", "),
            "isVoting": comparison.votingAt != nil,
            "votingValue": comparison.votingAt == nil ? "1" : "0",
            "since": String(Int64(now.timeIntervalSince1970 * 1000) - 2000),
            "sheetAddress": address.address(comparison.id),
            "corner": corner(),
            "columnCount": min(grid.columns.count, 9),
            "columnHeads": grid.columns.map { head($0, position: 0) },
            "sheetRows": grid.rows.map(row),
            "hasTabs": address.axes.count > 2,
            "tabs": tabs(),
            "tabsLabel": grid.axis(2).map { comparison.axes[$0].subject.label },
            "turns": turns(),
            "hiddenCount": address.hidden.count,
            "showAllAddress": address.with { $0.hidden = [] }.address(comparison.id),
            "axesText": address.axes == address.axes.sorted() ? nil : address.axes.map(String.init).joined(),
            "tabText": address.tab == 0 ? nil : String(address.tab),
            "hiddenText": address.hidden.isEmpty ? nil : address.hiddenText,
            "columnOrder": address.columnOrder.rawValue,
            "rowOrder": address.rowOrder.rawValue,
            "sizes": [160, 320, 512, 768, 1024, 2048].map { size -> View in ["size": size] },
            "columnOrders": orders(address.columnOrder),
            "rowOrders": orders(address.rowOrder),
            "growing": growing(),
            "viewerAddress": viewerAddress(),
        ]
        return view.with(SheetTally(comparison, cells).view)
    }

    private func row(_ number: Int) -> View {
        [
            "head": grid.axis(1).map { _ in head(number, position: 1) },
            "cells": grid.columns.map { column in
                grid.cell(row: number, column: column).map(cellView.view) ?? ["cellState": "left-out"]
            },
        ]
    }

    private func head(_ number: Int, position: Int) -> View {
        guard let axis = grid.axis(position) else { return ["headText": ""] }
        let subject = comparison.axes[axis].subject
        return [
            "headText": comparison.axes[axis].name(of: number, catalog),
            "isLong": subject.isText,
            "hideAddress": comparison.axes[axis].values.count - address.hidden.count { $0[0] == axis } > 1
                ? address.with { $0.hidden.insert([axis, number]) }.address(comparison.id) : nil,
        ]
    }

    private func corner() -> String {
        [1, 0].compactMap { grid.axis($0) }.map { comparison.axes[$0].subject.label }.joined(separator: " ╲ ")
    }

    private func tabs() -> [View] {
        guard let axis = grid.axis(2) else { return [] }
        return comparison.axes[axis].values.indices.map { number in
            [
                "label": comparison.axes[axis].name(of: number, catalog),
                "address": address.with { $0.tab = number }.address(comparison.id),
                "isCurrent": number == address.tab,
            ]
        }
    }

    /// The other ways to lay the axes out.
    private func turns() -> [View] {
        let others: [[Int]] =
            switch address.axes.count {
            case 2: [[1, 0]]
            case 3: [[0, 1, 2], [1, 0, 2], [0, 2, 1], [2, 0, 1], [1, 2, 0], [2, 1, 0]]
            default: []
            }
        return others.filter { $0 != address.axes || $0.count == 2 }.map { axes in
            let turned = axes.count == 2 ? Array(address.axes.reversed()) : axes
            let names = turned.map { comparison.axes[$0].subject.label }
            return [
                "label": names.count == 2
                    ? "\(names[0]) across, \(names[1].lowercased()) down"
                    : "\(names[0]) across, \(names[1].lowercased()) down, \(names[2].lowercased()) as tabs",
                "address": address.with {
                    $0.axes = turned
                    $0.tab = 0
                    ($0.columnOrder, $0.rowOrder) = ($0.rowOrder, $0.columnOrder)
                }.address(comparison.id),
            ]
        }
    }

    private func orders(_ chosen: SheetAddress.Order) -> [View] {
        SheetAddress.Order.allCases.map { order in
            ["value": order.rawValue, "label": order.label, "isChosen": order == chosen]
        }
    }

    /// What can be added: values of what varies, and models and seeds in any case, as long as there is an axis left.
    private func growing() -> [View] {
        var subjects = comparison.axes.map(\.subject)
        for more in [AxisSubject.model, .parameter(.seed)] where !subjects.contains(more) && subjects.count < 3 {
            subjects.append(more)
        }
        return subjects.map { subject in
            let others = catalog.models.filter { !comparison.plan.models.contains($0.slug) }
            return [
                "subject": subject.word,
                "label": subject.label,
                "example": ComparisonFormView.example(of: subject),
                "isModels": subject == .model,
                "others": others.map { model -> View in ["slug": model.slug, "name": model.name] },
                "isComplete": subject == .model && others.isEmpty,
            ]
        }
    }

    private func fixedValues() -> [View] {
        comparison.plan.parameters.sorted { $0.key < $1.key }.map { name, value in
            ["label": AxisSubject(name)?.label ?? name, "value": value.text]
        }
    }

    /// The first pictures of the sheet in the viewer, as many as it takes.
    private func viewerAddress() -> String? {
        let ids = grid.rows.flatMap { row in
            grid.columns.compactMap { grid.cell(row: row, column: $0)?.picture }
        }.filter { !$0.isTrashed }.prefix(9).map { String($0.id) }
        return ids.count > 1 ? "/compare?ids=\(ids.joined(separator: ","))" : nil
    }
}
