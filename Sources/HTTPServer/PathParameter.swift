/// A type that a path's segment is read as: `"/images/{id}"` with `id: Int64`.
///
/// A segment that is not exactly how the value is written does not match its route: `/images/007` is no second address
/// of `/images/7`. Types with a `LosslessStringConvertible` conformance need no code: `extension Slug: PathParameter {}`.
public protocol PathParameter: LosslessStringConvertible, Sendable {}

extension Int: PathParameter {}
extension Int64: PathParameter {}
extension String: PathParameter {}

/// A path parameter that does not read: its route does not match.
struct NoMatch: Error {}

extension PathParameter {
    /// Reads the next of a route's texts.
    static func read(_ texts: inout IndexingIterator<[String]>) throws(NoMatch) -> Self {
        guard let text = texts.next(), let value = Self(text), value.description == text else { throw NoMatch() }
        return value
    }
}
