import Foundation
import Library
import Pictures

/// A collection on its way out of the house: its pictures in its order, what each was made with, and pages that show
/// them from a folder, without a server.
///
/// It is made from front to back, one picture in memory at a time, so that it goes into a stream as well as into a folder.
public struct CollectionExport: Sendable {
    /// Takes a file: its path with slashes, what is in it, and when that was made.
    public typealias Sink = (_ name: String, _ bytes: [UInt8], _ modified: Date) async throws -> Void

    /// So many pictures are on one page.
    public static let perPage = 200
    private static let perQuery = 100
    private static let reading = Workbench(label: "contactsheet.export", width: 2)

    let library: Library
    let pictures: PictureFolder
    let collection: ImageCollection
    let ids: [Image.ID]
    let look: ExportLook
    let now: Date

    /// How many pictures were chosen.
    public var count: Int { ids.count }

    /// Writes all files. A picture whose file is missing is told of on its page and in its description.
    ///
    /// - Throws: ``LibraryError``, and what `put` throws: nothing more is read then.
    public func write(to put: Sink) async throws {
        try await put("sheet.css", look.style, now)
        var volumes = ExportVolumes()
        var page: [ExportPage.Picture] = []
        var number = 0
        for start in stride(from: 0, to: ids.count, by: Self.perQuery) {
            let slice = Array(ids[start..<min(start + Self.perQuery, ids.count)])
            let words = try await library.answer(PictureWordsQuery(of: slice))
            for picture in try await library.answer(DownloadQuery(ids: slice)) {
                number += 1
                var description = PictureDescription(picture, words[picture.image.id])
                description.file = "pictures/\(Self.padded(number))-\(description.file)"
                if let bytes = await read(picture, &description) {
                    try await put(description.file, bytes, picture.image.createdAt)
                }
                page.append(ExportPage.Picture(number: number, description))
                if page.count == Self.perPage { try await write(&page, to: put) }
                if let volume = volumes.add(description) { try await put(volume.name, volume.bytes(), now) }
            }
        }
        // An empty collection has a page, too.
        if !page.isEmpty || number == 0 { try await write(&page, to: put) }
        if let volume = volumes.rest { try await put(volume.name, volume.bytes(), now) }
        let about = CollectionDescription(collection, count: number, files: volumes.names, at: now)
        try await put("collection.json", try about.file(), now)
    }

    private func write(_ pictures: inout [ExportPage.Picture], to put: Sink) async throws {
        let number = ((pictures.first?.number ?? 1) - 1) / Self.perPage + 1
        let page = ExportPage(
            number: number,
            pages: max(1, (ids.count + Self.perPage - 1) / Self.perPage),
            collection: collection,
            count: ids.count,
            pictures: pictures,
            madeAt: now
        )
        try await put(page.name(of: number), try look.draw(page), now)
        pictures = []
    }

    private func read(_ picture: DownloadQuery.Picture, _ description: inout PictureDescription) async -> [UInt8]? {
        let path = picture.image.file.path
        do throws(PictureError) {
            return try await Self.reading.run { () throws(PictureError) in
                try pictures.bytes(of: path, most: ZipWriter.longestEntry)
            }
        } catch {
            description.remark = "Its file is not here. \(error.sentence)"
            return nil
        }
    }

    /// In front of a name, so that a folder keeps the collection's order.
    private static func padded(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
    }
}

/// How the pages of an export look: that is the business of who knows templates.
public struct ExportLook: Sendable {
    /// The style sheet that the pages name as `sheet.css`.
    public var style: [UInt8]
    /// Draws a page.
    public var draw: @Sendable (ExportPage) throws -> [UInt8]

    /// Creates a look.
    public init(style: [UInt8], draw: @escaping @Sendable (ExportPage) throws -> [UInt8]) {
        self.style = style
        self.draw = draw
    }
}

/// The descriptions of an export's pictures, some thousand a file.
private struct ExportVolumes {
    struct Volume {
        var name: String
        var descriptions: [PictureDescription]

        func bytes() throws -> [UInt8] { try PictureDescription.file(descriptions) }
    }

    private(set) var names: [String] = []
    private var descriptions: [PictureDescription] = []

    /// - Returns: a volume that is full.
    mutating func add(_ description: PictureDescription) -> Volume? {
        descriptions.append(description)
        return descriptions.count == Download.perDescription ? next() : nil
    }

    /// The last volume; `nil` where nothing is left to be told.
    var rest: Volume? {
        mutating get { descriptions.isEmpty && !names.isEmpty ? nil : next() }
    }

    private mutating func next() -> Volume {
        let name = names.isEmpty ? "pictures.json" : "pictures-\(names.count + 1).json"
        names.append(name)
        defer { descriptions = [] }
        return Volume(name: name, descriptions: descriptions)
    }
}

/// `collection.json`: what the folder is.
private struct CollectionDescription: Encodable {
    var name: String
    var description: String
    var search: String?
    var count: Int
    var files: [String]
    var exportedAt: Date

    enum CodingKeys: String, CodingKey {
        case name, description, search, count
        case files = "pictures"
        case exportedAt = "exported_at"
    }

    init(_ collection: ImageCollection, count: Int, files: [String], at now: Date) {
        name = collection.name
        description = collection.description
        search = collection.search
        self.count = count
        self.files = files
        exportedAt = now
    }

    func file() throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        encoder.dateEncodingStrategy = .iso8601
        return Array(try encoder.encode(self)) + Array("\n".utf8)
    }
}
