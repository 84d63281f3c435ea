import Foundation
import Library
import Pictures

/// A comparison as one picture with headings, as it is sent to somebody who has no browser here.
public struct SheetDrawing: Sendable {
    /// One place of the sheet.
    public enum Cell: Sendable {
        /// A picture's file with its size in pixels.
        case picture(path: String, width: Int, height: Int)
        /// Why there is none.
        case note(String)
    }

    /// Above everything.
    public var title: String
    /// Beneath the title, quieter.
    public var lines: [String]
    /// Above each column.
    public var columns: [String]
    /// In front of each row.
    public var rows: [String]
    /// The rows of cells.
    public var cells: [[Cell]]

    /// So many pixels are the most: what is larger is drawn smaller.
    static let mostPixels = 40_000_000.0
    /// The longest side: WebP has no longer one.
    static let longestSide = 16_000.0
    /// One sheet at a time: a large one takes 120 MB for its pixels.
    private static let table = Workbench(label: "contactsheet.sheet", width: 1)
    private static let decoding = Workbench(label: "contactsheet.sheet.decoding", width: 2)

    /// Creates a drawing.
    public init(title: String, lines: [String], columns: [String], rows: [String], cells: [[Cell]]) {
        self.title = title
        self.lines = lines
        self.columns = columns
        self.rows = rows
        self.cells = cells
    }

    /// Draws it.
    ///
    /// - Parameters:
    ///   - size: pixels across a picture; fewer where the sheet would be too large.
    ///   - format: PNG, WebP or JPEG.
    /// - Throws: ``PictureError`` when it cannot be encoded.
    public func draw(size: Int, as format: PictureFormat, from folder: PictureFolder) async throws -> [UInt8] {
        let layout = Layout(self, size: size)
        var pictures: [[Int]: Pixels] = [:]
        try await withThrowingTaskGroup(of: ([Int], Pixels?).self) { group in
            for (row, line) in cells.enumerated() {
                for (column, cell) in line.enumerated() {
                    guard case .picture(let path, let width, let height) = cell else { continue }
                    let box = layout.box(width: width, height: height)
                    group.addTask { [decoding = Self.decoding] in
                        let pixels = await decoding.run { () -> Pixels? in
                            try? Pixels(
                                upright: folder.bytes(of: path, most: 256 << 20),
                                width: box.width,
                                height: box.height
                            )
                        }
                        return ([row, column], pixels)
                    }
                }
            }
            for try await (place, pixels) in group { pictures[place] = pixels }
        }
        let drawn = pictures
        return try await Self.table.run { () throws(PictureError) in
            let pixels = layout.compose(self, drawn)
            return switch format {
            case .png: try pixels.png(compression: 4)
            case .webp: try pixels.webp(quality: 88)
            case .jpeg: try pixels.jpeg(quality: 90)
            }
        }
    }
}
