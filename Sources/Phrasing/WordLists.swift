/// The lists that a text may ask for, by their names.
///
/// `__hair__` is the list of that name, in whatever case it is written; where there is none, those of that name in all
/// folders (`people/hair`), as Dynamic Prompts looks for them. With `*` (any characters, also `/`) and `?` (any one) it
/// is all that match, in the order of their names, and their values together.
public struct WordLists: Sendable {
    private var lists: [String: WordList] = [:]

    /// No lists, or these.
    public init(_ lists: [WordList] = []) {
        for list in lists { self.lists[list.name.lowercased()] = list }
    }

    /// The names, in their order.
    public var names: [String] { lists.values.map(\.name).inOrder }

    /// The lists, in the order of their names.
    public var all: [WordList] { names.compactMap { lists[$0.lowercased()] } }

    /// What a name or a pattern stands for; `nil` where nothing is called so.
    func list(_ name: String) -> WordList? {
        let found = Self.matching(name, in: lists.values.map(\.name))
        guard found.count > 1 else { return found.first.flatMap { lists[$0.lowercased()] } }
        var seen: Set<String> = []
        let values = found.compactMap { lists[$0.lowercased()] }.flatMap(\.values)
        return WordList(name: name, values: values.filter { seen.insert($0.text).inserted })
    }

    /// The names that a name or a pattern in a text stands for, in their order.
    public static func matching(_ name: String, in names: some Sequence<String>) -> [String] {
        let wanted = name.lowercased()
        guard wanted.contains("*") || wanted.contains("?") else {
            let exact = names.filter { $0.lowercased() == wanted }
            return (exact.isEmpty ? names.filter { $0.lowercased().hasSuffix("/" + wanted) } : exact).inOrder
        }
        func matching(_ pattern: String) -> [String] {
            let pattern = Array(pattern.unicodeScalars)
            return names.filter { Glob.matches(pattern, Array($0.lowercased().unicodeScalars)) }.inOrder
        }
        let direct = matching(wanted)
        return direct.isEmpty ? matching("*/" + wanted) : direct
    }

    /// Whether a character may stand in a list's name or pattern.
    static func isOfName(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isOfWord || " _-./*?".unicodeScalars.contains(scalar)
    }

    /// Why a name cannot be a list's; `nil` for one that can.
    public static func complaint(about name: String) -> String? {
        let scalars = Array(name.unicodeScalars)
        guard let first = scalars.first, let last = scalars.last else { return "A list needs a name." }
        guard scalars.count <= 100 else { return "A list's name has at most 100 characters." }
        guard first.isOfWord else { return "A list's name begins with a letter or a digit." }
        guard scalars.allSatisfy({ isOfName($0) && $0 != "*" && $0 != "?" }), last != " ", last != "/", last != "_",
            !["__", "..", "//"].contains(where: name.contains)
        else {
            return "A list's name has letters, digits, spaces and - _ . only, and / between folders."
        }
        return nil
    }
}

/// Names by pattern.
enum Glob {
    /// Whether a pattern with `*` and `?` matches a name as a whole; in time of one by the other at most.
    static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
        var at = 0
        var inName = 0
        var star: (pattern: Int, name: Int)?
        while inName < name.count {
            if at < pattern.count, pattern[at] == "*" {
                star = (at, inName)
                at += 1
            } else if at < pattern.count, pattern[at] == "?" || pattern[at] == name[inName] {
                at += 1
                inName += 1
            } else if let last = star {
                at = last.pattern + 1
                inName = last.name + 1
                star = (last.pattern, inName)
            } else {
                return false
            }
        }
        return pattern[at...].allSatisfy { $0 == "*" }
    }
}

extension [String] {
    /// In the order of their code points, which is the same on every machine.
    fileprivate var inOrder: [String] {
        sorted { $0.unicodeScalars.lexicographicallyPrecedes($1.unicodeScalars) { $0.value < $1.value } }
    }
}
