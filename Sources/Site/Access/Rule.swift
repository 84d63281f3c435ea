import HTTPServer
import HTTPTypes

/// What a route asks of who comes, and what the record says of it.
struct Rule: Sendable, Hashable {
    /// What it asks.
    enum Need: Sendable, Hashable {
        /// Nothing: it is part of the door, or guarded by a secret in its address.
        case nothing
        /// Rights, all of them.
        case rights(Rights)
        /// To be on this machine, or to mind the house: figures for a monitor beside it.
        case nearness
    }

    var need: Need
    /// What the record says who has done by it; `nil` where it is no change that the record keeps.
    var deed: String?
}

extension Rule {
    /// The rules of a router's routes, in their order.
    ///
    /// A route without a rule, or a rule without a route, is a mistake in the program and stops it: at once, not when
    /// somebody finds the door that nobody minds.
    static func rules(of routes: [(method: HTTPRequest.Method, pattern: String)]) -> [Rule] {
        let table = table
        let names = routes.map { "\($0.method) \($0.pattern)" }
        let lost = Set(table.keys).subtracting(names).sorted()
        precondition(lost.isEmpty, "There are rules for routes that do not exist: \(lost.joined(separator: ", "))")
        return names.map { name in
            guard let rule = table[name] else { preconditionFailure("No rule says who may reach \(name).") }
            return rule
        }
    }

    /// The table as it is read: a route's method and pattern to its rule.
    private static var table: [String: Rule] {
        var table: [String: Rule] = [:]
        for (need, lines) in Rules.table {
            for line in lines.split(separator: "\n") {
                let halves = line.split(separator: ":", maxSplits: 1).map { $0.trimmingPrefix(while: { $0 == " " }) }
                let name = halves[0].split(separator: " ").joined(separator: " ")
                precondition(table[name] == nil, "Two rules say who may reach \(name).")
                table[name] = Rule(need: need, deed: halves.count > 1 ? String(halves[1]) : nil)
            }
        }
        return table
    }
}
