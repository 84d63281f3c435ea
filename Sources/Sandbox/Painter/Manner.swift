/// A model's own way of painting.
enum Manner: Int, Sendable, CaseIterable {
    /// Layered silhouettes against a low sun: RealDream.
    case goldenHour
    /// Strokes of a brush along a flowing field: NewReality.
    case strokes
    /// Planets, mist and mountains: DreamShaper.
    case dreamland
    /// Still lifes in the light of a window: Yamers.
    case stillLife
    /// A lens with a wide aperture: RealVis.
    case lens

    /// A model that nobody foresaw always gets the same one of the manners.
    init(slug: String) {
        let known: [(String, Manner)] = [
            ("realdream", .goldenHour), ("newreality", .strokes), ("dreamshaper", .dreamland),
            ("yamers", .stillLife), ("realvis", .lens),
        ]
        if let match = known.first(where: { slug.contains($0.0) }) {
            self = match.1
        } else {
            self = Self.allCases[Int(Dice.hash(slug) % UInt64(Self.allCases.count))]
        }
    }

    func usualLand(for figure: Figure?, _ dice: inout Dice) -> Land {
        switch self {
        case .goldenHour: dice.pick(.mountains, .meadow, .sea, .desert, .forest)
        case .strokes: dice.pick(.meadow, .sea, .mountains, .forest, .city)
        case .dreamland: dice.pick(.mountains, .space, .mountains, .sea, .snow)
        case .stillLife: dice.pick(.sea, .meadow, .mountains, .desert)
        case .lens: figure == nil ? dice.pick(.city, .sea, .forest, .city) : dice.pick(.city, .forest, .meadow)
        }
    }

    func usualPalette(for land: Land, _ dice: inout Dice) -> Palette {
        switch (land, self) {
        case (.snow, _): return dice.pick(.ice, .pastel, .ocean)
        case (.desert, .goldenHour), (.desert, .strokes): return dice.pick(.desert, .golden, .sunset)
        case (.space, _): return dice.pick(.violet, .night, .neon, .teal, .ember)
        case (.forest, .lens), (.forest, .strokes): return dice.pick(.green, .golden, .teal)
        default: break
        }
        switch self {
        case .goldenHour: return dice.pick(.golden, .sunset, .golden, .rose, .ember)
        case .strokes: return dice.pick(.ocean, .golden, .rose, .teal, .sunset, .green)
        case .dreamland: return dice.pick(.violet, .teal, .pastel, .rose, .neon, .ocean)
        case .stillLife: return dice.pick(.golden, .pastel, .desert, .teal, .rose, .green)
        case .lens: return dice.pick(.night, .sunset, .teal, .violet, .ocean)
        }
    }
}
