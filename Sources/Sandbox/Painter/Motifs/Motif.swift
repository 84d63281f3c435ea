/// The land that a picture shows.
enum Land: Sendable, CaseIterable {
    case mountains, sea, city, forest, meadow, desert, snow, space
}

/// Who or what stands in it.
enum Figure: Sendable {
    case portrait, cat, horse, bird, tree
}

extension Land {
    static let words: [String: Land] = [
        "mountain": .mountains, "alps": .mountains, "peak": .mountains, "cliff": .mountains, "valley": .mountains,
        "canyon": .desert, "sea": .sea, "ocean": .sea, "beach": .sea, "lake": .sea, "water": .sea, "wave": .sea,
        "ship": .sea, "boat": .sea, "river": .sea, "island": .sea, "harbor": .sea, "harbour": .sea, "coast": .sea,
        "city": .city, "street": .city, "skyline": .city, "tokyo": .city, "cyberpunk": .city, "town": .city,
        "building": .city, "tower": .city, "car": .city, "rain": .city, "architecture": .city, "castle": .mountains,
        "forest": .forest, "wood": .forest, "jungle": .forest, "tree": .forest, "fox": .forest, "deer": .forest,
        "flower": .meadow, "meadow": .meadow, "garden": .meadow, "rose": .meadow, "field": .meadow, "grass": .meadow,
        "spring": .meadow, "cornfield": .meadow, "prairie": .meadow, "poppy": .meadow, "lavender": .meadow,
        "desert": .desert, "dune": .desert, "sand": .desert, "sahara": .desert, "camel": .desert,
        "snow": .snow, "winter": .snow, "ice": .snow, "arctic": .snow, "frozen": .snow, "snowed": .snow,
        "space": .space, "planet": .space, "galaxy": .space, "universe": .space, "star": .space, "cosmic": .space,
        "astronaut": .space, "nebula": .space, "moon": .space, "celestial": .space, "spacesuit": .space,
    ]
}

extension Figure {
    static let words: [String: Figure] = [
        "portrait": .portrait, "face": .portrait, "woman": .portrait, "man": .portrait, "girl": .portrait,
        "1girl": .portrait, "boy": .portrait, "person": .portrait, "queen": .portrait, "king": .portrait,
        "lady": .portrait, "warrior": .portrait, "shieldmaiden": .portrait, "model": .portrait, "people": .portrait,
        "princess": .portrait, "child": .portrait, "astronaut": .portrait, "samurai": .portrait, "elf": .portrait,
        "cat": .cat, "kitten": .cat, "tiger": .cat, "lion": .cat, "fox": .cat, "wolf": .cat, "dog": .cat,
        "horse": .horse, "unicorn": .horse, "pony": .horse, "stallion": .horse, "deer": .horse,
        "bird": .bird, "birds": .bird, "eagle": .bird, "crow": .bird, "owl": .bird, "raven": .bird, "heron": .bird,
        "tree": .tree, "oak": .tree, "bonsai": .tree, "willow": .tree,
    ]
}

extension Palette {
    static let words: [String: Palette] = [
        "golden": .golden, "gold": .golden, "yellow": .golden, "warm": .golden, "amber": .golden, "autumn": .ember,
        "afternoon": .golden, "wheat": .golden, "cornfield": .golden, "sunset": .sunset, "sunrise": .sunset,
        "dusk": .sunset, "orange": .sunset, "evening": .sunset, "night": .night, "midnight": .night, "dark": .night,
        "moonlight": .night, "noire": .night, "noir": .night, "grim": .night, "neon": .neon, "cyberpunk": .neon,
        "synthwave": .neon, "vaporwave": .neon, "magenta": .neon, "teal": .teal, "turquoise": .teal, "cyan": .teal,
        "aqua": .teal, "pastel": .pastel, "soft": .pastel, "gentle": .pastel, "cute": .pastel, "dreamy": .pastel,
        "monochrome": .monochrome, "black": .monochrome, "grey": .monochrome, "gray": .monochrome,
        "white": .monochrome, "ink": .monochrome, "charcoal": .monochrome, "green": .green, "emerald": .green,
        "jungle": .green, "moss": .green, "spring": .green, "rose": .rose, "pink": .rose, "blossom": .rose,
        "cherry": .rose, "romantic": .rose, "red": .ember, "crimson": .ember, "scarlet": .ember, "fire": .ember,
        "lava": .ember, "blood": .ember, "hell": .ember, "ice": .ice, "snow": .ice, "winter": .ice, "frozen": .ice,
        "arctic": .ice, "cold": .ice, "snowed": .ice, "desert": .desert, "sand": .desert, "dune": .desert,
        "blue": .ocean, "ocean": .ocean, "azure": .ocean, "navy": .ocean, "cobalt": .ocean, "violet": .violet,
        "purple": .violet, "lavender": .violet, "ethereal": .violet, "fantasy": .violet, "magical": .violet,
    ]
}
