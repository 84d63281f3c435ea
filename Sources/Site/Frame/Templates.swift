import Foundation
import Mustache

/// The templates under Templates/, read once at the start.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// Reads every template of a folder.
    ///
    /// - Throws: when one cannot be read or parsed.
    init(folder: URL) async throws {
        MustacheContentTypes.register(HTMLEscaper(), named: "HTML")
        library = try await MustacheLibrary(directory: folder.path)
    }

    /// Renders a template.
    ///
    /// - Throws: ``TemplateMissing``.
    func render(_ name: String, _ view: View) throws -> String {
        guard let page = library.render(view, withTemplate: name) else { throw TemplateMissing(name: name) }
        return page
    }
}

/// A template that the program names but the folder does not hold.
struct TemplateMissing: Error {
    let name: String
}
