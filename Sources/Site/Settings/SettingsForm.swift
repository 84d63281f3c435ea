import HTTPServer
import Library

/// The settings as somebody typed them, with what is wrong beside each.
struct SettingsForm {
    /// One field and its rules.
    struct Field {
        var name: String
        var label: String
        var help: String
        var unit: String
        /// What may be entered.
        var range: ClosedRange<Double>
        var isWhole: Bool
    }

    static let fields = [
        Field(
            name: "daily_ceiling_usd",
            label: "Daily ceiling",
            help: "The queue waits for the next day before this is passed. Empty for none.",
            unit: "US dollars",
            range: 0...1_000_000,
            isWhole: false
        ),
        Field(
            name: "monthly_ceiling_usd",
            label: "Monthly ceiling",
            help: "The queue waits for the next month before this is passed. Empty for none.",
            unit: "US dollars",
            range: 0...1_000_000,
            isWhole: false
        ),
        Field(
            name: "person_daily_ceiling_usd",
            label: "Each person a day",
            help: "What one person may spend; the others go on. People can have ceilings of their own. Empty for none.",
            unit: "US dollars",
            range: 0...1_000_000,
            isWhole: false
        ),
        Field(
            name: "person_monthly_ceiling_usd",
            label: "Each person a month",
            help: "The same for a month. Empty for none.",
            unit: "US dollars",
            range: 0...1_000_000,
            isWhole: false
        ),
        Field(
            name: "in_flight",
            label: "In flight at once",
            help: "How many generations may be between submit and stored. Empty for 8.",
            unit: "generations",
            range: 1...500,
            isWhole: true
        ),
        Field(
            name: "requests_a_minute",
            label: "Requests a minute",
            help: "How many may be sent in any minute, where your account is limited. Empty for no limit.",
            unit: "",
            range: 1...10_000,
            isWhole: true
        ),
    ]

    private(set) var values: [String: String] = [:]
    private(set) var faults: [String: String] = [:]

    init(_ settings: Settings) {
        func money(_ value: Double?) -> String? { value.map(Words.typed) }
        values["daily_ceiling_usd"] = money(settings.ceilings.daily)
        values["monthly_ceiling_usd"] = money(settings.ceilings.monthly)
        values["person_daily_ceiling_usd"] = money(settings.personCeilings.daily)
        values["person_monthly_ceiling_usd"] = money(settings.personCeilings.monthly)
        values["in_flight"] = settings.inFlight.map { String($0) }
        values["requests_a_minute"] = settings.requestsAMinute.map { String($0) }
    }

    /// Reads a form as it was sent; a field that is missing is as one left empty.
    init(sent: (String) -> String?) {
        for field in Self.fields {
            guard let typed = sent(field.name)?.prefix(40), typed.contains(where: { !$0.isWhitespace }) else {
                continue
            }
            values[field.name] = String(typed)
            guard let number = Self.number(values[field.name]) else {
                faults[field.name] = "This is not a number."
                continue
            }
            if field.isWhole, number != number.rounded() {
                faults[field.name] = "This must be a whole number."
            } else if !field.range.contains(number) {
                let (low, high) = (Int(field.range.lowerBound), Int(field.range.upperBound))
                faults[field.name] = "This must be from \(Words.count(low)) to \(Words.count(high))."
            }
        }
    }

    /// What was typed, where nothing is wrong with it.
    var settings: Settings? {
        guard faults.isEmpty else { return nil }
        func number(_ name: String) -> Double? { Self.number(values[name]) }
        var settings = Settings()
        settings.ceilings.daily = number("daily_ceiling_usd")
        settings.ceilings.monthly = number("monthly_ceiling_usd")
        settings.personCeilings.daily = number("person_daily_ceiling_usd")
        settings.personCeilings.monthly = number("person_monthly_ceiling_usd")
        settings.inFlight = number("in_flight").map { Int($0) }
        settings.requestsAMinute = number("requests_a_minute").map { Int($0) }
        return settings
    }

    /// A number as people write it, with spaces and the dollar's sign.
    private static func number(_ text: String?) -> Double? {
        guard let number = text.flatMap({ Double($0.filter { !$0.isWhitespace && $0 != "$" }) }) else { return nil }
        return number.isFinite ? number : nil
    }

    var view: View {
        [
            "fields": Self.fields.map { field -> View in
                [
                    "name": field.name, "label": field.label, "help": field.help, "unit": field.unit,
                    "value": values[field.name] ?? "", "fault": faults[field.name],
                    "mode": field.isWhole ? "numeric" : "decimal",
                ]
            },
            "hasFaults": !faults.isEmpty,
        ]
    }
}
