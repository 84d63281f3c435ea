import Catalog
import Foundation
import Library

/// How a generation's state reads, for its page and its row in the queue.
struct GenerationStatus {
    let generation: Generation
    let model: Model?
    /// In seconds.
    let usual: Double
    /// How many queued ones go first.
    var ahead = 0
    /// Who is asked now; what another service began waits for that one.
    let service: String
    /// What stands in its way just now.
    var trouble: String?
    /// Whether the whole queue stands still, of which every page tells the reason.
    var queueStands = false
    /// The lowest ceiling, in US dollars: what is dearer by itself waits until that is raised.
    var ceiling: Double?
    /// What its person may spend, where that is limited.
    var allowance: Allowance?
    let now: Date

    /// The person's own ceiling that it waits for.
    private var hold: Hold? {
        guard generation.state == .queued, !isTooDear else { return nil }
        return allowance?.hold(generation.price ?? 0)
    }

    private var isTooDear: Bool {
        guard generation.state == .queued, let price = generation.price, let ceiling else { return false }
        return price > ceiling + 1e-9
    }

    private var isElsewhere: Bool { generation.service != service && !generation.state.isSettled }

    /// Whether the seconds run.
    private var isTimed: Bool {
        guard !isElsewhere else { return false }
        return switch generation.state {
        case .running, .storing: true
        // A synchronous model answers with the picture itself: its submit is the whole wait.
        case .submitting: model?.isAsynchronous == false
        default: false
        }
    }

    private var elapsed: Double? {
        generation.submittedAt.map { max(0, now.timeIntervalSince($0)) }
    }

    private var title: String {
        if isElsewhere { return "Waiting" }
        return switch generation.state {
        case .queued: queueStands || isTooDear || hold != nil || generation.postponement != nil ? "Waiting" : "Queued"
        case .submitting: isTimed ? "Running" : "Submitting"
        case .running: "Running"
        case .storing: "Storing"
        case .completed: "Done"
        case .failed: "Failed"
        case .cancelled: "Cancelled"
        case .unresolved: "Unresolved"
        }
    }

    private var icon: String {
        switch generation.state {
        case .submitting, .running, .storing: "working"
        default: generation.state.word
        }
    }

    private var detail: String? {
        switch generation.state {
        case .queued where isTooDear: return "until the ceiling is raised"
        case .queued where queueStands: return "until the queue goes on"
        case .queued where hold != nil: return hold?.period == .day ? "until tomorrow" : "until next month"
        case .queued:
            if let postponement = generation.postponement {
                return "tried \(generation.attempts == 1 ? "once" : "\(generation.attempts) times"), again "
                    + (postponement.until > now
                        ? "in \(Words.wait(postponement.until.timeIntervalSince(now)))" : "now")
            }
            return ahead == 0 ? "next in line" : ahead == 1 ? "one before it" : "about \(Words.count(ahead)) before it"
        case _ where isTimed:
            return elapsed.map { "\(Words.seconds($0)) of about \(Words.seconds(usual))" }
        case .completed:
            guard let submitted = generation.submittedAt, let finished = generation.finishedAt else { return nil }
            return "in \(Words.seconds(finished.timeIntervalSince(submitted)))"
        default:
            return nil
        }
    }

    private var sentence: String? {
        if isElsewhere {
            let other = generation.service == "sandbox" ? "the sandbox" : generation.service
            return "This was asked of \(other), which does not answer now. It goes on when it does."
        }
        return switch generation.state {
        case .queued where isTooDear:
            "It costs about \(Words.money(generation.price ?? 0)), more than the ceiling of \(Words.money(ceiling ?? 0))."
        case .queued where hold != nil: hold.map(sentence(of:))
        case .queued: queueStands ? nil : generation.postponement?.reason
        case .submitting, .running, .storing: trouble
        case .cancelled: "It was taken back before it was sent, so it cost nothing."
        default: generation.state.sentence
        }
    }

    private func sentence(of hold: Hold) -> String {
        let (whose, period) = (
            generation.person.map { "\($0)’s" } ?? "A person’s", hold.period == .day ? "day" : "month"
        )
        return """
            \(whose) ceiling of \(Words.money(hold.ceiling)) a \(period) would be passed: \(Words.money(hold.spent)) is \
            spent or in flight, and this costs about \(Words.money(hold.price)). It goes on with the next \(period), or \
            when the ceiling is raised.
            """
    }

    /// The share of the usual time that has passed, never more than 99 of 100.
    private var progress: Int {
        guard let elapsed else { return 0 }
        let usual = max(usual, 0.1)
        return Int(elapsed < usual ? elapsed / usual * 90 : 90 + 9 * (1 - usual / elapsed))
    }

    func view() -> View {
        [
            "state": generation.state.word,
            "stateTitle": title,
            "stateIcon": icon,
            "stateDetail": detail,
            "elapsedSeconds": isTimed ? elapsed.map { Words.decimals($0, 2) } : nil,
            "usualSeconds": Words.decimals(usual, 2),
            "hasProgress": isTimed,
            "progress": progress,
            "sentence": sentence,
            "sentenceKind": generation.state.isSettled && generation.state != .cancelled ? "fault" : "quiet",
        ]
    }
}

extension Generation.Verdict {
    /// A verdict as a line beneath a picture, with a way to see for oneself.
    func view(of image: Image?, besides parent: Image?) -> View {
        guard let image, let parent, self != .identical else { return view }
        return view.with(["compareAddress": "/compare?ids=\(parent.id),\(image.id)&mode=blink"])
    }

    private var view: View {
        switch self {
        case .identical:
            ["word": word, "icon": word, "title": "Identical", "sentence": "The same request brought the same bytes."]
        case .near(let distance):
            [
                "word": word, "icon": word, "title": "Near",
                "sentence":
                    "Other bytes, nearly the same picture: \(distance) of 64 bits of the perceptual hash differ.",
            ]
        case .drifted(let distance):
            [
                "word": word, "icon": word, "title": "Drifted",
                "sentence":
                    "The same request brought another picture: \(distance) of 64 bits of the perceptual hash differ.",
            ]
        }
    }
}
