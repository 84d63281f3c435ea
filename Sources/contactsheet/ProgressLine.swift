import Foundation
import Synchronization
import Upkeep

/// One line on a terminal's stderr that says how far a long step has come; nothing where stderr is no terminal.
final class ProgressLine: Sendable {
    private struct State {
        var what = ""
        var began = ContinuousClock.now
        var shown = ContinuousClock.now
        var isShown = false
    }

    private let isOn = isatty(STDERR_FILENO) == 1
    private let state = Mutex(State())

    func show(_ progress: Inspection.Progress) {
        guard isOn else { return }
        state.withLock { state in
            let now = ContinuousClock.now
            if state.what != progress.what { (state.what, state.began) = (progress.what, now) }
            guard now - state.shown >= .milliseconds(200) else { return }
            (state.shown, state.isShown) = (now, true)
            write("\r\u{1B}[K" + Self.text(progress, seconds: (now - state.began) / .seconds(1)))
        }
    }

    /// Clears the line, so that another can be printed.
    func clear() {
        state.withLock { state in
            if state.isShown { write("\r\u{1B}[K") }
            state.isShown = false
        }
    }

    static func text(_ progress: Inspection.Progress, seconds: Double) -> String {
        var text = "\(progress.what): \(progress.done)"
        if let total = progress.total { text += " of \(total)" }
        guard seconds > 1, progress.done > 0 else { return text }
        let rate = Double(progress.done) / seconds
        text += ", \(Int(rate.rounded())) a second"
        if let total = progress.total, total > progress.done {
            let left = Duration.seconds(Double(total - progress.done) / rate)
            text += ", \(left.formatted(.time(pattern: .hourMinuteSecond))) to go"
        }
        return text
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
