import Pictures

/// Where everything of a drawn sheet lies.
struct Layout: Sendable {
    /// A cell is never smaller: of a thousand in a row, that is what fits.
    private static let smallest = 12
    private static let ground: UInt8 = 255
    private static let ink: UInt8 = 27
    private static let quiet: UInt8 = 92
    private static let sunken: UInt8 = 233

    /// The box of a cell.
    let width: Int
    let height: Int
    private let gap: Int
    private let font: Int
    /// Left of the cells, and above them without title.
    private let rowHead: Int
    private let columnHead: Int
    private let columns: Int
    private let rows: Int

    init(_ sheet: SheetDrawing, size: Int) {
        var tallest = 0.4
        for case .picture(_, let width, let height) in sheet.cells.joined() where width > 0 {
            tallest = max(tallest, min(2.5, Double(height) / Double(width)))
        }
        columns = max(1, sheet.columns.count)
        rows = max(1, sheet.rows.count)
        let hasRows = sheet.rows.contains { !$0.isEmpty }
        let hasColumns = sheet.columns.contains { !$0.isEmpty }
        var cell = min(max(size, 32), 2048)
        while true {
            let (width, height) = (max(Self.smallest, cell), max(Self.smallest, Int(Double(cell) * tallest)))
            let gap = max(2, width / 80)
            let font = min(40, max(9, width / 18))
            let rowHead = hasRows ? min(max(width, 3 * font), max(6 * font, width / 3)) : 0
            let columnHead = hasColumns ? 4 * font : 0
            // Above the cells: the title, and some lines of a prompt.
            let across = Double(rowHead + columns * (width + gap) + 4 * font)
            let down = Double(columnHead + rows * (height + gap) + 30 * font)
            let fits =
                across <= SheetDrawing.longestSide && down <= SheetDrawing.longestSide
                && across * down <= SheetDrawing.mostPixels
            if fits || cell <= Self.smallest {
                (self.width, self.height, self.gap, self.font) = (width, height, gap, font)
                (self.rowHead, self.columnHead) = (rowHead, columnHead)
                return
            }
            cell = min(cell - 1, cell * 19 / 20)
        }
    }

    /// The largest box of a picture's shape in a cell, never larger than the picture.
    func box(width: Int, height: Int) -> (width: Int, height: Int) {
        let scale = min(
            1,
            Double(self.width) / Double(max(1, width)),
            Double(self.height) / Double(max(1, height))
        )
        return (max(1, Int((Double(width) * scale).rounded())), max(1, Int((Double(height) * scale).rounded())))
    }

    func compose(_ sheet: SheetDrawing, _ pictures: [[Int]: Pixels]) -> Pixels {
        let margin = 2 * font
        let inside = rowHead + columns * (width + gap)
        let title = TextMask(sheet.title, width: max(inside, 20 * font), height: 6 * font, size: font * 3 / 2)
        let lines = sheet.lines.map { TextMask($0, width: max(inside, 20 * font), height: 8 * font, size: font) }
        let head = title.height + lines.reduce(0) { $0 + $1.height + font / 2 } + font
        let whole = max(inside, title.width, lines.map(\.width).max() ?? 0)
        var canvas = Canvas(
            width: whole + 2 * margin,
            height: head + columnHead + rows * (height + gap) + 2 * margin,
            grey: Self.ground
        )
        canvas.write(title, x: margin, y: margin, grey: Self.ink)
        var y = margin + title.height + font / 2
        for line in lines {
            canvas.write(line, x: margin, y: y, grey: Self.quiet)
            y += line.height + font / 2
        }
        let top = margin + head + columnHead
        // Their tops in line: a mask ends where its ink does, and not every word reaches below.
        let heads = sheet.columns.map { TextMask($0, width: width - font / 2, height: 3 * font, size: font) }
        let tallest = heads.map(\.height).max() ?? 0
        for (column, head) in heads.enumerated() {
            canvas.write(head, x: x(column, margin), y: top - font / 2 - tallest, grey: Self.ink)
        }
        for (row, line) in sheet.cells.enumerated() {
            let y = top + row * (height + gap)
            if sheet.rows.indices.contains(row), rowHead > 0 {
                let mask = TextMask(sheet.rows[row], width: rowHead - font, height: height, size: font)
                canvas.write(mask, x: margin, y: y, grey: Self.ink)
            }
            for (column, cell) in line.enumerated() {
                draw(cell, pictures[[row, column]], x: x(column, margin), y: y, on: &canvas)
            }
        }
        return canvas.pixels
    }

    private func x(_ column: Int, _ margin: Int) -> Int { margin + rowHead + column * (width + gap) }

    private func draw(_ cell: SheetDrawing.Cell, _ picture: Pixels?, x: Int, y: Int, on canvas: inout Canvas) {
        if let picture {
            // In the middle of the cell's width, at its top: rows are read from above.
            return canvas.place(picture, x: x + (width - picture.width) / 2, y: y)
        }
        canvas.fill(x: x, y: y, width: width, height: height, grey: Self.sunken)
        let words = if case .note(let words) = cell { words } else { "The file is missing" }
        let mask = TextMask(words, width: width - 2 * font, height: height - 2 * font, size: font)
        canvas.write(
            mask,
            x: x + (width - mask.width) / 2,
            y: y + (height - mask.height) / 2,
            grey: Self.quiet
        )
    }
}
