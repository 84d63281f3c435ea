import Pictures

/// How the viewer lays pictures beside or over each other.
enum ViewerMode: String, CaseIterable, Sendable {
    case side, slider, blink, onion, difference, heat

    /// What it is called in its button.
    var label: String {
        switch self {
        case .side: "Side by side"
        case .slider: "Slider"
        case .blink: "Blink"
        case .onion: "Onion skin"
        case .difference: "Difference"
        case .heat: "Heat map"
        }
    }

    /// The key that turns to it.
    var key: String {
        switch self {
        case .side: "s"
        case .slider: "l"
        case .blink: "k"
        case .onion: "o"
        case .difference: "d"
        case .heat: "h"
        }
    }

    /// Whether it is there only with scripts.
    var needsScripts: Bool { self == .slider || self == .onion }

    /// Whether two pictures are laid over each other.
    var isPair: Bool { self != .side }

    /// How the server paints what differs, where that is what it shows.
    var look: Difference.Look? {
        switch self {
        case .difference: .absolute
        case .heat: .heat
        default: nil
        }
    }
}
