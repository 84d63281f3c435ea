import Foundation
import HTTPServer
import Library
import Studio

/// Why the queue stands still, told on every page with what can be done about it.
extension Site {
    func addStandstill(to router: inout Router) {
        router.post("/queue/try") { request in
            studio.tryNow()
            return .seeOther(request.samePage ?? "/queue")
        }
    }

    var standstillView: View? {
        switch studio.standstill {
        case nil: nil
        case .paused(let pause): pausedView(pause)
        case .held(let hold): heldView(hold)
        }
    }

    /// The banner's inside for event streams; a stream cannot carry nothing.
    func standstillFragment() throws -> String {
        guard let view = standstillView else { return "<!-- -->" }
        return try templates.render("frame/standstill", frame.fragment().with(["standstill": view]))
    }

    private func pausedView(_ pause: Breaker.Pause) -> View {
        let wait = pause.nextTry.timeIntervalSince(now())
        let when = wait < 1.5 ? "It is being tried again." : "It is tried again in \(Words.wait(wait))."
        let remedy =
            switch pause.fault {
            case .unreachable: "It goes on by itself."
            case .keyRefused: "If the key is the fault, set the right one and start Contactsheet again."
            case .forbidden: "See in your Segmind account what this key may do."
            case .noCredits: "It goes on when the account has credits again."
            }
        return [
            "title": "The queue is paused.",
            "sentence": "\(pause.sentence) Nothing in it is lost, and nothing is sent. \(remedy) \(when)",
            "canTry": true,
        ]
    }

    private func heldView(_ hold: Hold) -> View {
        let (title, whose, until) =
            switch hold.period {
            case .day: ("The queue waits for tomorrow.", "Today’s", "It goes on at midnight")
            case .month: ("The queue waits for next month.", "This month’s", "It goes on with the new month")
            }
        return [
            "title": title,
            "sentence": """
            \(whose) ceiling of \(Words.money(hold.ceiling)) would be passed: \(Words.money(hold.spent)) \
            is spent or in flight, and the next costs about \(Words.money(hold.price)). \(until), or when the ceiling \
            is raised.
            """,
            "canRaise": true,
        ]
    }
}

extension Request {
    /// The page of this site on which a button was pressed.
    var samePage: String? {
        guard let referer = headers[.referer], let host, let start = referer.range(of: "://\(host)/") else {
            return nil
        }
        return OwnAddress.checked("/" + referer[start.upperBound...])
    }
}
