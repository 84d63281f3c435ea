import Mustache

/// What a template shows: named values, nested views, lists and flags.
///
/// A value that is `nil` is left out, so that its section is not drawn.
struct View: MustacheParent, ExpressibleByDictionaryLiteral {
    private var fields: [String: any ViewValue] = [:]

    init(dictionaryLiteral elements: (String, (any ViewValue)?)...) {
        for (name, value) in elements { fields[name] = value }
    }

    subscript(name: String) -> (any ViewValue)? {
        get { fields[name] }
        set { fields[name] = newValue }
    }

    /// A text carries its surroundings: inside `{{#.note}}…{{/.note}}` both `{{.note}}` and its neighbours are seen.
    func child(named name: String) -> Any? {
        switch fields[name] {
        case let text as String: ScopedText(renderText: text, scope: self)
        case let value: value
        }
    }

    /// This view with another's fields laid over.
    func with(_ other: View) -> View {
        var both = self
        both.fields.merge(other.fields) { _, new in new }
        return both
    }
}

/// A text that is drawn as it is, and as a section shows what its view shows.
private struct ScopedText: MustacheParent, MustacheCustomRenderable {
    let renderText: String
    let scope: View
    var isNull: Bool { false }

    func child(named name: String) -> Any? { scope.child(named: name) }
}

/// The kinds of values that templates understand.
protocol ViewValue: Sendable {}

extension String: ViewValue {}
extension Int: ViewValue {}
extension Int64: ViewValue {}
extension Bool: ViewValue {}
extension View: ViewValue {}
extension Array: ViewValue where Element: ViewValue {}
