import Foundation
import HTTPServer
import Library
import Phrasing

/// A style as somebody wrote it on its page.
struct StyleForm: Sendable {
    var style: Style
    /// Of the style as it was read.
    var version: Int64?
    var fault: String?

    init(sent: Form) {
        style = Style(
            name: (sent["name"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines),
            prompt: (sent["prompt"] ?? "").replacing("\r\n", with: "\n"),
            negativePrompt: (sent["negative_prompt"] ?? "").replacing("\r\n", with: "\n")
        )
        version = sent["version"].flatMap { Int64($0) }
    }

    /// What there is, or nothing yet.
    init(_ saved: SavedStyle? = nil) {
        style = saved?.style ?? Style(name: "")
        version = saved?.version
    }

    /// Why it cannot be saved; `nil` where it can.
    var complaint: String? { style.complaint }
}
