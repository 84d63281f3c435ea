import Foundation
import HTTPServer
import HTTPTypes
import Library

/// The whole prompt library out of the house and in again.
extension Site {
    func addPromptCarrying(to router: inout Router) {
        router.get("/prompts/carry") { request in
            try await carryPage(request, CarrySums(request.query).view)
        }
        for format in CarryFormat.allCases {
            router.get("/prompts/carry/prompts.\(format.rawValue)") { _ in carried(as: format) }
        }
        router.post("/prompts/carry") { request in
            guard let file = try request.form().files.first, !file.bytes.isEmpty else {
                throw Problem.unreadable("Choose a file of prompts first.")
            }
            let prompts: [CarriedPrompt]
            do {
                prompts = try await promptDesk.run { () throws(CarryFault) in try CarryFormat.read(file.bytes) }
            } catch let fault as CarryFault {
                let view: View = ["fault": ["name": FileName.plain(file.fileName), "sentence": "\(fault)"] as View]
                return try await carryPage(request, view, status: .badRequest)
            }
            let report = try await studio.library.carryIn(prompts)
            return .seeOther("/prompts/carry?\(CarrySums(report).query)")
        }
    }

    private func carryPage(
        _ request: Request,
        _ view: View,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let count = try await studio.library.answer(PromptsQuery(limit: 0)).count
        return try await promptPage(
            "prompts/carry",
            title: "Prompts, in and out",
            request: request,
            status: status,
            view.with(["countText": count == 1 ? "1 prompt" : "\(Words.count(count)) prompts"])
        )
    }

    /// Some hundred at a time: a library of any size leaves in little memory.
    private func carried(as format: CarryFormat) -> Response {
        let type = format == .json ? "application/json; charset=utf-8" : "text/csv; charset=utf-8"
        let library = studio.library
        return Response.stream(type: type) { body in
            _ = try await library.carryOut(as: format) { bytes, _ in try await body.write(bytes) }
        }
        .download(as: "prompts.\(format.rawValue)").cacheControl("no-store")
    }
}

/// What came of carrying in, as an address tells the next page.
struct CarrySums {
    private static let names = ["added", "extended", "versions", "known", "differing"]
    private var numbers: [Int]
    private var titles: [String]
    private var isTold = true

    init(_ report: CarryReport) {
        numbers = [report.added, report.extended, report.versions, report.known, report.differingCount]
        titles = Array(report.differing.prefix(5))
    }

    init(_ query: Query) {
        numbers = Self.names.map { name in min(max(0, query[name].flatMap { Int($0) } ?? 0), 1_000_000_000) }
        titles = query.all("title").prefix(5).map { Words.excerpt($0, 120) }
        isTold = !query.isEmpty
    }

    var query: String {
        let pairs = zip(Self.names, numbers).filter { $0.1 > 0 }.map { ($0, String($1)) }
        let known = pairs.isEmpty ? [("known", "0")] : pairs
        return Query(known + titles.map { ("title", $0) }).encoded
    }

    var view: View {
        guard isTold else { return [:] }
        guard numbers.contains(where: { $0 > 0 }) else { return ["sums": "The file holds no prompts."] }
        func prompts(_ number: Int) -> String { number == 1 ? "1 prompt" : "\(Words.count(number)) prompts" }
        let (added, extended, versions, known) = (numbers[0], numbers[1], numbers[2], numbers[3])
        var sentences: [String] = []
        if added + extended > 0 {
            let names = [
                added > 0 ? "\(prompts(added)) came" : nil,
                extended > 0 ? "\(prompts(extended)) went on" : nil,
            ]
            let all = versions == 1 ? "1 version" : "\(Words.count(versions)) versions"
            sentences.append("\(names.compactMap(\.self).joined(separator: ", ")), \(all) in all.")
        }
        if known > 0 { sentences.append("\(prompts(known)) \(known == 1 ? "was" : "were") here already.") }
        if numbers[4] > 0 {
            let named = titles.map { "“\($0)”" }.joined(separator: ", ")
            let names = titles.isEmpty ? "" : ": \(named)\(numbers[4] > titles.count ? " and others" : "")"
            sentences.append(
                "\(prompts(numbers[4])) went another way here than in the file, and stayed as they are here\(names)."
            )
        }
        return ["sums": sentences.joined(separator: " ")]
    }
}
