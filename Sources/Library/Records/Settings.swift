import GRDB

/// What a person set for the house.
public struct Settings: Sendable, Hashable {
    /// What may be spent, at most.
    public var ceilings = Ceilings()
    /// What each person may spend who has no ceilings of their own.
    public var personCeilings = Ceilings()
    /// How many generations may be between submit and stored at once; `nil` for the usual number.
    public var inFlight: Int?
    /// How many requests may be sent in a minute; `nil` for as many as there are.
    public var requestsAMinute: Int?

    /// Creates the settings of a new house.
    public init() {}
}

/// What may be spent at one service, in US dollars; `nil` for no ceiling.
public struct Ceilings: Sendable, Hashable {
    /// In a day of the machine's own time.
    public var daily: Double?
    /// In a calendar month.
    public var monthly: Double?

    /// Creates ceilings.
    public init(daily: Double? = nil, monthly: Double? = nil) {
        self.daily = daily
        self.monthly = monthly
    }
}

extension Ceilings {
    /// The lower of the two, which no single generation may pass.
    public var lowest: Double? { [daily, monthly].compactMap { $0 }.min() }
}

/// The settings as they are.
public struct SettingsQuery: LibraryQuery {
    /// Creates a query.
    public init() {}

    /// What was never set has its usual value.
    public func answer(_ db: Database) throws -> Settings {
        let rows = try Row.fetchAll(db, cached: "SELECT name, value FROM setting")
        let values = Dictionary(
            rows.map { ($0[0] as String, $0[1] as String) },
            uniquingKeysWith: { first, _ in first }
        )
        var settings = Settings()
        settings.ceilings.daily = values["daily_ceiling_usd"].flatMap(Double.init)
        settings.ceilings.monthly = values["monthly_ceiling_usd"].flatMap(Double.init)
        settings.personCeilings.daily = values["person_daily_ceiling_usd"].flatMap(Double.init)
        settings.personCeilings.monthly = values["person_monthly_ceiling_usd"].flatMap(Double.init)
        settings.inFlight = values["in_flight"].flatMap { Int($0) }
        settings.requestsAMinute = values["requests_a_minute"].flatMap { Int($0) }
        return settings
    }
}

extension Library {
    /// Writes all settings.
    ///
    /// - Throws: ``LibraryError``.
    public func set(_ settings: Settings) async throws(LibraryError) {
        let values: [(String, String?)] = [
            ("daily_ceiling_usd", settings.ceilings.daily.map { String($0) }),
            ("monthly_ceiling_usd", settings.ceilings.monthly.map { String($0) }),
            ("person_daily_ceiling_usd", settings.personCeilings.daily.map { String($0) }),
            ("person_monthly_ceiling_usd", settings.personCeilings.monthly.map { String($0) }),
            ("in_flight", settings.inFlight.map { String($0) }),
            ("requests_a_minute", settings.requestsAMinute.map { String($0) }),
        ]
        try await write { db in
            for (name, value) in values {
                guard let value else {
                    try db.run(cached: "DELETE FROM setting WHERE name = ?", arguments: [name])
                    continue
                }
                try db.run(
                    cached: "INSERT INTO setting VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value",
                    arguments: [name, value]
                )
            }
        }
    }
}
