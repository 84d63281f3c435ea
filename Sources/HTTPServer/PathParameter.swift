/// A type that a path's segment is read as: `"/images/{id}"` with `id: Int64`.
///
/// A segment that is not exactly how the value is written does not match its route: `/images/007` is no second address
/// of `/images/7`. Types with a `LosslessStringConvertible` conformance need no code: `extension Slug: PathParameter {}`.
public protocol PathParameter: LosslessStringConvertible, Sendable {
    /// Reads a segment; nil for what is not exactly how a value is written. There is a default.
    static func read(segment: String) -> Self?
}

extension PathParameter {
    /// Reads a segment, and writes the value again to see that this is the one way to write it.
    public static func read(segment: String) -> Self? {
        Self(segment).flatMap { $0.description == segment ? $0 : nil }
    }
}

extension Int: PathParameter {}
extension Int64: PathParameter {}

extension String: PathParameter {
    /// Every segment is a text.
    public static func read(segment: String) -> String? { segment }
}

/// A path parameter that does not read: its route does not match.
struct NoMatch: Error {}

extension PathParameter {
    /// Reads the next of a route's texts.
    static func read(_ texts: inout IndexingIterator<[String]>) throws(NoMatch) -> Self {
        guard let value = texts.next().flatMap(read(segment:)) else { throw NoMatch() }
        return value
    }
}
