import Foundation
import HTTPServer
import HTTPTypes
import Segmind
import SegmindService

/// `/sandbox/…`: what a test turns while the sandbox runs. Not there unless it is asked for.
struct ControlRoutes: Sendable {
    private static let prefix = "/sandbox/"

    let backend: SandboxBackend
    let clock: SandboxClock
    let shift: ClockShift

    static func isControl(_ request: Request) -> Bool { request.path.hasPrefix(prefix) }

    func add(to router: inout Router) {
        router.post(Self.prefix + "clock") { request in
            await answer { () throws(ServiceFault) in
                guard let seconds = try members(of: request)["advance_seconds"]?.number, seconds >= 0 else {
                    throw .refused(status: 400, error: "advance_seconds is missing, or is no number from 0.")
                }
                shift.advance(by: seconds)
                return ["now": .string(clock.now().formatted(.iso8601))]
            }
        }
        router.post(Self.prefix + "forget") { _ in
            await backend.forget()
            return .json(JSONValue.object([:]).bytes)
        }
        router.post(Self.prefix + "faults") { request in
            await answer { () throws(ServiceFault) in
                var chances: [String: Double] = [:]
                for (name, value) in try members(of: request) {
                    guard let chance = value.number else {
                        throw .refused(status: 400, error: "\(name) is no number.")
                    }
                    chances[name] = chance
                }
                return .object(try await backend.change(chances).mapValues { .number($0) })
            }
        }
        router.get(Self.prefix + "ledger") { _ in .json(backend.ledger.totals.json.bytes) }
    }

    private func members(of request: Request) throws(ServiceFault) -> [String: JSONValue] {
        guard let members = (try? JSONValue(bytes: request.body))?.object else {
            throw .refused(status: 400, error: "The body is no JSON object.")
        }
        return members
    }

    private func answer(_ body: () async throws(ServiceFault) -> JSONValue) async -> Response {
        do throws(ServiceFault) { return .json(try await body().bytes) } catch { return .fault(error) }
    }
}
