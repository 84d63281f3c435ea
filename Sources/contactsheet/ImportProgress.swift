import Foundation
import Synchronization
import Upkeep

/// One line on a terminal that says how an import stands; nothing where nobody watches.
final class ImportProgress: Sendable {
    private let start = ContinuousClock.now
    private let last = Mutex<ContinuousClock.Instant?>(nil)
    private let isWatched = isatty(STDERR_FILENO) == 1

    /// Shows how it stands, a few times a second.
    func show(_ report: ImportReport) {
        guard isWatched else { return }
        let now = ContinuousClock.now
        let isDue = last.withLock { last in
            if let shown = last, now - shown < .milliseconds(200) { return false }
            last = now
            return true
        }
        guard isDue else { return }
        let seconds = max((now - start) / .seconds(1), 0.1)
        let day = (report.reached ?? report.reading)?.formatted(.iso8601.year().month().day()) ?? ""
        let rate = (Double(report.brought) / seconds).formatted(.number.precision(.fractionLength(1)))
        write(
            "\r\u{1B}[K\(day) · page \(report.pages) · \(report.found) found · \(report.brought) brought"
                + " · \(report.known) known · \(rate)/s"
        )
    }

    /// Takes the line away.
    func clear() {
        if isWatched { write("\r\u{1B}[K") }
    }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
