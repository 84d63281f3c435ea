import GRDB

/// Some pictures with the requests that brought them, to be looked at side by side.
public struct PicturesQuery: LibraryQuery {
    /// A picture and its request.
    public struct Picture: Sendable {
        /// The picture.
        public var image: Image
        /// The generation that brought it.
        public var generation: Generation
    }

    /// Which pictures.
    public var ids: [Image.ID]

    /// Creates a query.
    public init(ids: [Image.ID]) {
        self.ids = ids
    }

    /// The pictures in the order asked for; those that are not there are left out.
    public func answer(_ db: Database) throws -> [Picture] {
        try ids.compactMap { id in
            try db.image(id).map { Picture(image: $0, generation: try db.generation($0.generationID)) }
        }
    }
}
