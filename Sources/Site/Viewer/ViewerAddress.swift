import HTTPServer
import Library
import Pictures

/// What the viewer shows, as its address says it: which pictures, how they lie, and where in them one looks.
///
/// The script reads and writes the same (viewer/state.js).
struct ViewerAddress: Sendable, Hashable {
    /// So many pictures are looked at together.
    static let count = 2...9

    /// The pictures in their order.
    var ids: [Image.ID]
    var mode: ViewerMode
    /// The two that are laid over each other, of which the first one's frame counts.
    private(set) var one: Image.ID
    private(set) var other: Image.ID
    /// The picture that blinking is at.
    var shown: Image.ID
    /// Whether all of them blink in turn.
    var isInTurn: Bool
    /// By what a difference is multiplied.
    var gain: Int
    /// What only the script uses, as it was given: place, positions, pace and ground.
    private var rest: [Query.Pair]

    /// Reads `ids`, between commas or repeated, `mode`, `a`, `b`, `shown`, `turn`, `gain`, and what the script uses.
    ///
    /// - Throws: ``Problem`` for what names no pictures, too few or too many.
    init(_ query: Query) throws {
        ids = try Self.ids(query)
        mode = ViewerMode(rawValue: query["mode"] ?? "") ?? .side
        (one, other) = (ids[0], ids[1])
        shown = one
        isInTurn = query["turn"] == "all"
        gain = query["gain"].flatMap { Int($0) }.flatMap { Difference.gains.contains($0) ? $0 : nil } ?? 1
        rest = Self.rest(query)
        let wanted = { (name: String) in query[name].flatMap { Image.ID($0) } }
        choose(wanted("a") ?? one, wanted("b"))
        if let shown = wanted("shown"), turn.contains(shown) { self.shown = shown }
    }

    /// Those that blink, in turn.
    var turn: [Image.ID] { isInTurn ? ids : [one, other] }

    /// The one that comes behind the one that blinking is at.
    var next: Image.ID {
        let turn = turn
        return turn[((turn.firstIndex(of: shown) ?? 0) + 1) % turn.count]
    }

    /// The address itself.
    var text: String {
        var pairs = ["ids=\(ids.map(String.init).joined(separator: ","))"]
        if mode != .side { pairs.append("mode=\(mode.rawValue)") }
        if one != ids[0] { pairs.append("a=\(one)") }
        if other != second { pairs.append("b=\(other)") }
        if mode == .blink, shown != one { pairs.append("shown=\(shown)") }
        if isInTurn { pairs.append("turn=all") }
        if gain != 1 { pairs.append("gain=\(gain)") }
        return "/compare?" + (pairs + rest.map { "\($0.name)=\($0.value)" }).joined(separator: "&")
    }

    /// The same with something changed.
    func with(_ change: (inout ViewerAddress) -> Void) -> ViewerAddress {
        var address = self
        change(&address)
        return address
    }

    /// The same with two others laid over each other; where one is both, the present pair changes places.
    func choosing(one: Image.ID? = nil, other: Image.ID? = nil) -> ViewerAddress {
        with { $0.choose(one ?? ($0.one == other ? $0.other : $0.one), other ?? ($0.other == one ? $0.one : $0.other)) }
    }

    /// The same without the pictures that are not there.
    func keeping(_ kept: [Image.ID]) -> ViewerAddress {
        with { address in
            address.ids = kept
            address.choose(address.one, address.other)
        }
    }

    /// Takes a pair, as far as it is among the pictures.
    private mutating func choose(_ first: Image.ID, _ second: Image.ID?) {
        one = ids.contains(first) ? first : ids[0]
        other = self.second
        if let second, second != one, ids.contains(second) { other = second }
        if !turn.contains(shown) { shown = one }
    }

    /// What lies over the first one if nobody says.
    private var second: Image.ID { ids.first { $0 != one } ?? one }

    /// - Throws: ``Problem``.
    private static func ids(_ query: Query) throws -> [Image.ID] {
        let words = query.all("ids").flatMap { $0.split(separator: ",") }
        let numbers = words.map { Image.ID($0.filter { !$0.isWhitespace }) }
        guard numbers.allSatisfy({ $0 != nil }) else {
            throw Problem.unreadable("The numbers of pictures are whole numbers, with commas between them.")
        }
        var seen: Set<Image.ID> = []
        let ids = numbers.compactMap(\.self).filter { seen.insert($0).inserted }
        guard count.contains(ids.count) else {
            let given = ids.isEmpty ? "none is named" : ids.count == 1 ? "one is named" : "\(ids.count) are named"
            throw Problem.unreadable("Two to nine pictures are compared; \(given). Select them in the gallery.")
        }
        return ids
    }

    /// Numbers and words that the server hands on unread; nothing that would have to be encoded.
    private static func rest(_ query: Query) -> [Query.Pair] {
        ["z", "x", "y", "at", "opacity", "every", "ground"].compactMap { name in
            guard let value = query[name], (1...24).contains(value.utf8.count),
                value.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x7A).contains($0) || $0 == 0x2E })
            else { return nil }
            return Query.Pair(name: name, value: value)
        }
    }

    /// The ground behind the pictures, where the address names one.
    var ground: String? {
        rest.first { $0.name == "ground" }.flatMap { ["black", "grey", "white"].contains($0.value) ? $0.value : nil }
    }
}
