import Foundation
import HTTPServer
import Library
import Studio

extension Site {
    func addSpending(to router: inout Router) {
        router.get("/spending") { request in
            var view = try await spendingView(month: Month(request.query["month"] ?? "") ?? Month(now()))
            if let allowance = try await allowance(of: request.person) {
                let (ceilings, spent) = (allowance.ceilings, allowance.spent)
                view["hasOwnGauges"] = true
                view["ownGauges"] = [
                    gauge("You, today", spent.today, ceiling: ceilings.daily, empty: "No ceiling of a day"),
                    gauge(
                        "You, this month",
                        spent.thisMonth,
                        ceiling: ceilings.monthly,
                        empty: "No ceiling of a month"
                    ),
                ]
            }
            return try await page(
                "spending/page",
                title: "Spending",
                section: "/spending",
                request: request,
                view
            )
        }
        router.get("/api/spending") { request in
            let month = Month(request.query["month"] ?? "") ?? Month(now())
            return .encoding(
                APISpending(
                    month: month.word,
                    spent: try await studio.library.answer(SpentQuery(service: studio.service, on: now())),
                    spending: try await spending(month)
                )
            )
        }
    }

    private func spending(_ month: Month) async throws(LibraryError) -> SpendingQuery.Answer {
        try await studio.library.answer(SpendingQuery(service: studio.service, month: month.word))
    }

    private func spendingView(month: Month) async throws -> View {
        let spent = try await studio.library.answer(SpentQuery(service: studio.service, on: now()))
        let answer = try await spending(month)
        let ceilings = studio.settings.ceilings
        let sum = answer.models.reduce(0) { $0 + $1.dollars }
        let generations = answer.models.reduce(0) { $0 + $1.generations }
        let months = Set(answer.months + [month.word, Month(now()).word]).sorted(by: >)
        return [
            "gauges": [
                gauge("Today", spent.today, ceiling: ceilings.daily, empty: "No daily ceiling"),
                gauge("This month", spent.thisMonth, ceiling: ceilings.monthly, empty: "No monthly ceiling"),
            ],
            "isSandbox": studio.service == "sandbox",
            "monthTitle": month.title,
            "sumText": Words.money(sum),
            "generationsText": generations == 1 ? "1 generation" : "\(Words.count(generations)) generations",
            "hasSpending": generations > 0,
            "months": months.compactMap(Month.init).map { other -> View in
                [
                    "label": other.title, "address": "/spending?month=\(other.word)",
                    "isCurrent": other.word == month.word,
                ]
            },
            "hasMonths": months.count > 1,
            "tables": [
                table("Person", answer.people, of: sum) { $0.isEmpty ? "Nobody by name" : $0 },
                table("Model", answer.models, of: sum) { studio.catalog[$0]?.name ?? $0 },
                table("Day", answer.days, of: sum) { $0 },
            ],
        ]
    }

    private func gauge(_ label: String, _ spent: Double, ceiling: Double?, empty: String) -> View {
        [
            "label": label,
            "spentText": Words.money(spent),
            "ceilingText": ceiling.map { "of \(Words.money($0))" } ?? empty,
            "hasCeiling": ceiling != nil,
            "share": ceiling.map { $0 > 0 ? min(100, Int(spent / $0 * 100)) : 100 },
        ]
    }

    private func table(
        _ label: String,
        _ lines: [SpendingQuery.Line],
        of sum: Double,
        name: (String) -> String
    ) -> View {
        [
            "label": label,
            "lines": lines.map { line -> View in
                [
                    "name": name(line.name),
                    "count": Words.count(line.generations),
                    "cost": Words.money(line.dollars),
                    "share": sum > 0 ? Int((line.dollars / sum * 100).rounded()) : 0,
                ]
            },
        ]
    }
}

/// A calendar month in an address, `2026-11`.
struct Month {
    let word: String
    let title: String

    private static let names = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    init?(_ text: String) {
        guard let match = text.wholeMatch(of: /(\d{4})-(\d{2})/), let number = Int(match.2),
            (1...12).contains(number)
        else { return nil }
        word = text
        title = "\(Self.names[number - 1]) \(match.1)"
    }

    /// The month of a moment, in the machine's own time.
    init(_ date: Date) {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month], from: date)
        let (year, month) = (parts.year ?? 1970, parts.month ?? 1)
        word = "\(year)-\(month < 10 ? "0" : "")\(month)"
        title = "\(Self.names[month - 1]) \(year)"
    }
}

/// A month's spending as programs see it, in US dollars.
struct APISpending: Encodable {
    struct Line: Encodable {
        var name: String
        var generations: Int
        var cost_usd: Double
    }

    var month: String
    var today_usd: Double
    var this_month_usd: Double
    var people: [Line]
    var models: [Line]
    var days: [Line]

    init(month: String, spent: SpentQuery.Answer, spending: SpendingQuery.Answer) {
        func lines(_ lines: [SpendingQuery.Line]) -> [Line] {
            lines.map { Line(name: $0.name, generations: $0.generations, cost_usd: $0.dollars) }
        }
        self.month = month
        today_usd = spent.today
        this_month_usd = spent.thisMonth
        people = lines(spending.people)
        models = lines(spending.models)
        days = lines(spending.days)
    }
}
