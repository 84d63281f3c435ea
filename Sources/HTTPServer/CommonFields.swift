import HTTPTypes

/// The fields that every answer of a server carries. One object for each server, by which a prepared response knows
/// whose they are.
final class CommonFields: Sendable {
    let fields: HTTPFields

    init(_ fields: HTTPFields) {
        self.fields = fields
    }
}
