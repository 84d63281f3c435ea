/// `models.json` as it is written; ``joined()`` joins each parameter with its shared label, help and role.
struct CatalogFile: Decodable {
    struct Field: Decodable {
        var role: ParameterRole?
        var label: String
        var help: String
        var hidden: Bool?
    }

    struct ParameterEntry: Decodable {
        var name: String
        var type: Parameter.Kind
        var required: Bool?
        var `default`: ParameterValue?
        var suggested: String?
        var minimum: Double?
        var maximum: Double?
        var multipleOf: Int64?
        var step: Double?
        var maximumLength: Int?
        var `enum`: [ParameterValue]?
        var known: [String]?
        var complete: Bool?
        var recommended: [ParameterValue]?
        var recommendedMinimum: Double?
        var recommendedMaximum: Double?
        var note: String?

        enum CodingKeys: String, CodingKey {
            case name, type, required, `default`, suggested, minimum, maximum, step, `enum`, known, complete
            case recommended, note
            case multipleOf = "multiple_of"
            case maximumLength = "maximum_length"
            case recommendedMinimum = "recommended_minimum"
            case recommendedMaximum = "recommended_maximum"
        }
    }

    struct ModelEntry: Decodable {
        struct Endpoints: Decodable {
            var async: String?
        }

        var slug: String
        var name: String
        var family: String
        var description: String
        var endpoints: Endpoints
        var listedPrice: Double?
        var listedSeconds: Double?
        var inFlightLimit: Int?
        var requestsAMinute: Int?
        var parameters: [ParameterEntry]
        var example: [String: ParameterValue]

        enum CodingKeys: String, CodingKey {
            case slug, name, family, description, endpoints, parameters, example
            case listedPrice = "price_usd_listed"
            case listedSeconds = "latency_s_listed"
            case inFlightLimit = "in_flight_limit"
            case requestsAMinute = "requests_a_minute"
        }
    }

    var fields: [String: Field]
    var shapes: [Shape]
    var models: [ModelEntry]
}

extension CatalogFile {
    func joined() throws -> [Model] {
        try models.map { entry in
            var model = Model(
                slug: entry.slug,
                name: entry.name,
                family: entry.family,
                summary: entry.description,
                isAsynchronous: entry.endpoints.async != nil,
                listedPrice: entry.listedPrice,
                listedSeconds: entry.listedSeconds,
                inFlightLimit: entry.inFlightLimit,
                requestsAMinute: entry.requestsAMinute,
                parameters: entry.parameters.map(parameter),
                example: ParameterSet(),
                shapes: []
            )
            do throws(ParameterFaults) {
                model.example = try model.validate(entry.example)
            } catch {
                throw CatalogError.exampleDoesNotFit(model: model.slug, faults: error)
            }
            if model.parameter(.width)?.fixedValue == nil {
                model.shapes = shapes.filter(model.canMake)
            }
            return model
        }
    }

    private func parameter(_ entry: ParameterEntry) -> Parameter {
        let field = fields[entry.name]
        return Parameter(
            name: entry.name,
            role: field?.role,
            kind: entry.type,
            label: field?.label ?? entry.name,
            help: field?.help ?? "",
            note: entry.note,
            isHidden: field?.hidden ?? false,
            isRequired: entry.required ?? false,
            defaultValue: entry.default.map { $0.as(entry.type) },
            suggestion: entry.suggested,
            minimum: entry.minimum,
            maximum: entry.maximum,
            multipleOf: entry.multipleOf,
            step: entry.step,
            maximumLength: entry.maximumLength,
            allowed: entry.enum ?? [],
            known: entry.known ?? [],
            isComplete: entry.complete ?? false,
            recommended: entry.recommended ?? [],
            recommendedRange: entry.recommendedMinimum.flatMap { low in
                entry.recommendedMaximum.map { low...max(low, $0) }
            }
        )
    }
}

extension Model {
    /// Whether both sides of a shape are values that this model takes.
    func canMake(_ shape: Shape) -> Bool {
        let sides = [(ParameterRole.width, shape.width), (.height, shape.height)]
        return sides.allSatisfy { role, pixels in
            guard let parameter = parameter(role) else { return false }
            return (try? parameter.check(.integer(Int64(pixels)))) != nil
        }
    }
}
