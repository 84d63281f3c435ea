import Dispatch
import Pictures
import Synchronization

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
    /// One sheet at a time: a large one takes 120 MB for its pixels, and as much for those of its pictures.
    private static let table = Workbench(label: "contactsheet.sheet", width: 1)

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
        try await Self.table.run { () throws(PictureError) in
            let layout = Layout(self, size: size)
            let pixels = layout.compose(self, developed(for: layout, from: folder))
            return switch format {
            case .png: try pixels.png(compression: 4)
            case .webp: try pixels.webp(quality: 88)
            case .jpeg: try pixels.jpeg(quality: 90)
            }
        }
    }

    /// The pictures in the sizes of their cells, by row and column; without those whose files are gone or damaged.
    private func developed(for layout: Layout, from folder: PictureFolder) -> [[Int]: Pixels] {
        let places = cells.indices.flatMap { row in cells[row].indices.map { [row, $0] } }
        let pictures = Mutex<[[Int]: Pixels]>([:])
        // On all cores, while the table is this sheet's: of two sheets at once only one has its pictures in memory.
        DispatchQueue.concurrentPerform(iterations: places.count) { number in
            let place = places[number]
            guard case .picture(let path, let width, let height) = cells[place[0]][place[1]] else { return }
            let box = layout.box(width: width, height: height)
            let pixels = try? Pixels(
                upright: folder.bytes(of: path, most: 256 << 20),
                width: box.width,
                height: box.height
            )
            if let pixels { pictures.withLock { $0[place] = pixels } }
        }
        return pictures.withLock { $0 }
    }
}
