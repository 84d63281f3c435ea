import Foundation
import HTTPServer
import HTTPTypes
import Library
import Studio

extension Site {
    func addSettings(to router: inout Router) {
        router.get("/settings") { request in
            let settings = try await studio.library.answer(SettingsQuery())
            return try await settingsPage(SettingsForm(settings), request)
        }
        router.post("/settings") { request in
            let sent = try request.form()
            let form = SettingsForm { sent[$0] }
            guard let settings = form.settings else {
                return try await settingsPage(form, request, status: .badRequest)
            }
            try await studio.set(settings)
            return .seeOther("/settings?saved=yes")
        }
        router.get("/api/settings") { _ in
            .encoding(APISettings(try await studio.library.answer(SettingsQuery())))
        }
        router.put("/api/settings") { request in
            let sent = try decode([String: Double?].self, from: request, like: #"{"daily_ceiling_usd": 2.5}"#)
            // What is not named stays; null clears.
            let present = SettingsForm(try await studio.library.answer(SettingsQuery()))
            let form = SettingsForm { name in sent[name].map { $0.map { String($0) } } ?? present.values[name] }
            guard let settings = form.settings else {
                throw Problem.faulty(
                    .init(form.faults.sorted { $0.key < $1.key }.map { .init(field: $0, sentence: $1) })
                )
            }
            try await studio.set(settings)
            return .encoding(APISettings(settings))
        }
    }

    private func settingsPage(
        _ form: SettingsForm,
        _ request: Request,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let saved: View = ["isSaved": request.query["saved"] == "yes" && status == .ok]
        return try await page(
            "settings/page",
            title: "Settings",
            section: "",
            request: request,
            status: status,
            form.view.with(saved)
        )
    }
}

/// The settings as programs see them; null for what is not set.
struct APISettings: Encodable {
    var settings: Settings

    enum CodingKeys: String, CodingKey {
        case daily = "daily_ceiling_usd"
        case monthly = "monthly_ceiling_usd"
        case personDaily = "person_daily_ceiling_usd"
        case personMonthly = "person_monthly_ceiling_usd"
        case inFlight = "in_flight"
        case requestsAMinute = "requests_a_minute"
    }

    init(_ settings: Settings) {
        self.settings = settings
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(settings.ceilings.daily, forKey: .daily)
        try container.encode(settings.ceilings.monthly, forKey: .monthly)
        try container.encode(settings.personCeilings.daily, forKey: .personDaily)
        try container.encode(settings.personCeilings.monthly, forKey: .personMonthly)
        try container.encode(settings.inFlight, forKey: .inFlight)
        try container.encode(settings.requestsAMinute, forKey: .requestsAMinute)
    }
}
