import Foundation
import Segmind

/// What a line of the ledger says of the money.
struct LedgerEntry: Sendable, Hashable {
    enum Event: String, Sendable {
        case charge, refund
    }

    var event: Event
    var way: SandboxRequest.Way
    /// US dollars.
    var cost: Double
}

extension LedgerEntry {
    /// Reads a line.
    init?(_ json: JSONValue) {
        guard let event = json["event"]?.string.flatMap(Event.init), let cost = json["cost_usd"]?.number,
            let way = json["way"]?.string.flatMap(SandboxRequest.Way.init)
        else { return nil }
        self.init(event: event, way: way, cost: cost)
    }

    func json(of request: SandboxRequest, at time: Date) -> JSONValue {
        [
            "event": .string(event.rawValue), "way": .string(way.rawValue), "cost_usd": .number(cost),
            "request_id": .string(request.id), "model": .string(request.model.slug),
            "time": .string(time.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))),
            "inputs": .object(request.order.inputs),
        ]
    }
}

/// What the lines of a ledger come to.
struct LedgerSums: Sendable, Hashable {
    private(set) var charges = 0
    private(set) var refunds = 0
    private(set) var synchronous = 0
    // Millionths of a dollar, as sums of decimal fractions drift.
    private var charged: Int64 = 0
    private var refunded: Int64 = 0

    mutating func count(_ event: LedgerEntry.Event, _ way: SandboxRequest.Way, _ cost: Double) {
        let microdollars = Int64((cost * 1_000_000).rounded())
        switch event {
        case .charge:
            charges += 1
            charged += microdollars
            if way == .sync { synchronous += 1 }
        case .refund:
            refunds += 1
            refunded += microdollars
        }
    }

    var json: JSONValue {
        [
            "charges": .integer(Int64(charges)), "refunds": .integer(Int64(refunds)),
            "sync": .integer(Int64(synchronous)), "async": .integer(Int64(charges - synchronous)),
            "charged_usd": .number(Double(charged) / 1_000_000),
            "refunded_usd": .number(Double(refunded) / 1_000_000),
        ]
    }
}
