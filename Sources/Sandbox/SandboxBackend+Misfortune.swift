import Foundation
import SegmindService

/// What befalls any call on its way, whatever it asks; drawn by chance.
extension SandboxBackend {
    /// What becomes of an answer that was given.
    enum Fate: Sendable, Hashable {
        case whole
        /// It comes in time, and its JSON is broken.
        case garbled
        /// It comes slowly and breaks off half-way.
        case cut
    }

    /// How a call is turned away before anybody looks at it, if it is. Submits are refused when they are admitted,
    /// here only in a burst.
    func refusal(isSubmit: Bool) -> ServiceFault? {
        let now = clock.now()
        if isSubmit, chances.falls(within: options.bursts) {
            burstEnd = now + options.burstLength
        }
        if let end = burstEnd, now < end {
            let wait = Int(end.timeIntervalSince(now).rounded(.up))
            return .refused(status: 429, error: "Too many requests.", retryAfter: wait)
        }
        guard !isSubmit, questionChances.falls(within: options.refuse) else { return nil }
        return passingRefusals.randomElement(using: &questionChances)
    }

    /// Draws for one answer.
    func fate(isSubmit: Bool) -> Fate {
        isSubmit ? draw(&chances) : draw(&questionChances)
    }

    /// Takes other chances from now on; a burst that goes on ends with its chance.
    ///
    /// - Returns: every chance by the name of its switch.
    /// - Throws: ``ServiceFault/refused(status:error:retryAfter:)`` with 400 for an unknown name or no chance.
    func change(_ chances: [String: Double]) throws(ServiceFault) -> [String: Double] {
        var changed = options
        for (name, chance) in chances {
            guard let path = SandboxOptions.chances[name] else {
                throw .refused(status: 400, error: "\(name) is no chance.")
            }
            guard (0...1).contains(chance) else {
                throw .refused(status: 400, error: "\(name) goes from 0 to 1.")
            }
            changed[keyPath: path] = chance
        }
        options = changed
        if options.bursts == 0 { burstEnd = nil }
        return SandboxOptions.chances.mapValues { changed[keyPath: $0] }
    }

    /// Forgets every request, as a restart does; what was charged stays in the ledger.
    func forget() {
        requests = RequestTable(limit: options.maximumRequests)
        shelf = PictureShelf(limit: options.maximumPictureBytes)
        accounts = [:]
    }

    /// The refusals that pass by themselves, in a settled order so that draws repeat.
    var passingRefusals: [ServiceFault] { SandboxWord.allCases.filter(\.isPassing).compactMap(\.refusal) }

    private func draw(_ chances: inout Chances) -> Fate {
        let isGarbled = chances.falls(within: options.garble)
        let isCut = chances.falls(within: options.cut)
        return isGarbled ? .garbled : isCut ? .cut : .whole
    }
}
