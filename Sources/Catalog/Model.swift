/// A text-to-image model: where it is reached, what it costs, and which parameters it takes.
public struct Model: Sendable, Hashable {
    /// The name in addresses, the service's and our own, such as `sdxl1.0-dreamshaper`.
    public var slug: String
    /// The name for people.
    public var name: String
    /// The family it was tuned from.
    public var family: String
    /// One sentence on what it is good at.
    public var summary: String
    /// Whether its document shows the asynchronous endpoint (`/v2`); if not, requests block on `/v1`.
    public var isAsynchronous: Bool
    /// Listed price of one picture in US dollars, where one is listed.
    public var listedPrice: Double?
    /// Listed latency of one picture in seconds, where one is listed.
    public var listedSeconds: Double?
    /// How many of its requests the service works on at once, where that is limited.
    public var inFlightLimit: Int?
    /// How many of its requests the service takes in a minute, where that is limited.
    public var requestsAMinute: Int?
    /// Its parameters, in the order of forms and requests.
    public var parameters: [Parameter]
    /// A worked example that validates: the documented numbers with a prompt of this project's.
    public var example: ParameterSet
    /// The shapes this model can make, for one-click presets; empty where the size is fixed.
    public var shapes: [Shape]
}

/// A named picture size in pixels.
public struct Shape: Sendable, Hashable, Codable {
    /// The name for people, such as `Portrait`.
    public var name: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
}

extension Model {
    /// The parameter with a meaning, if the model has it.
    public func parameter(_ role: ParameterRole) -> Parameter? {
        parameters.first { $0.role == role }
    }

    /// The parameter with a name on the wire, if the model has it.
    public func parameter(named name: String) -> Parameter? {
        parameters.first { $0.name == name }
    }

    /// The value that a set holds for a meaning.
    public func value(_ role: ParameterRole, in set: ParameterSet) -> ParameterValue? {
        parameter(role).flatMap { set[$0.name] }
    }

    /// A set read back from stored JSON, in this model's order.
    ///
    /// - Throws: `DecodingError` when the text is no JSON object of plain values.
    public func parameterSet(json: String) throws -> ParameterSet {
        let plain = try ParameterSet(json: json, order: parameters.map(\.name))
        return ParameterSet(
            plain.entries.map { entry in
                guard let kind = parameter(named: entry.name)?.kind else { return entry }
                return .init(name: entry.name, value: entry.value.as(kind))
            }
        )
    }

    /// What a form starts with: every default, and nothing where there is none.
    public var defaults: ParameterSet {
        ParameterSet(parameters.compactMap { p in p.defaultValue.map { .init(name: p.name, value: $0) } })
    }

    /// The listed price of a request in US dollars: one picture's price times its samples.
    public func listedPrice(of set: ParameterSet) -> Double? {
        listedPrice(samples: samples(of: set))
    }

    /// The listed price of so many pictures in US dollars.
    public func listedPrice(samples: Int) -> Double? {
        listedPrice.map { $0 * Double(samples) }
    }

    /// How many pictures a request asks for.
    public func samples(of set: ParameterSet) -> Int {
        guard case .integer(let samples)? = value(.samples, in: set) else { return 1 }
        return Int(clamping: samples)
    }
}
