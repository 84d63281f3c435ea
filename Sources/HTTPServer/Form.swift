/// The fields and files of a submitted form.
public struct Form: Sendable, Hashable {
    /// The text fields in order.
    public var fields: Query
    /// The chosen files in order; a file field left empty brings none.
    public var files: [Upload]

    /// Creates a form.
    public init(fields: Query = [:], files: [Upload] = []) {
        self.fields = fields
        self.files = files
    }

    /// The first value of a field; nil when the field is absent.
    public subscript(name: String) -> String? { fields[name] }

    /// Every value of a field, in order.
    public func all(_ name: String) -> [String] { fields.all(name) }

    /// The text fields' names, each once, in order.
    public var names: [String] { fields.names }

    /// The text fields in order.
    public var pairs: [Query.Pair] { fields.pairs }

    /// The text fields as `application/x-www-form-urlencoded`.
    public var encoded: String { fields.encoded }
}
