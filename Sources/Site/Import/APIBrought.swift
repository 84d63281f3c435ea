import Foundation
import Library
import Pictures
import Studio

/// What became of a picture that was sent, as programs see it.
struct APIBrought: Encodable {
    /// `brought`, `known` or `trashed`.
    var state: String
    var image: Int64
    /// The tool that wrote its parameters; absent where it has none that are known.
    var tool: String?
    /// The local day that it was made on, as `2026-11-21`.
    var day: String

    init(_ brought: Studio.Brought) {
        switch brought.arrival {
        case .brought(let id): (state, image) = ("brought", id)
        case .known(let id): (state, image) = ("known", id)
        case .inTrash(let id): (state, image) = ("trashed", id)
        }
        tool = brought.picture.parameters?.tool.rawValue
        day = brought.madeAt.formatted(.iso8601.year().month().day().inOwnTimeZone)
    }
}

extension Date.ISO8601FormatStyle {
    /// In the machine's own time zone.
    fileprivate var inOwnTimeZone: Self {
        var style = self
        style.timeZone = .current
        return style
    }
}
