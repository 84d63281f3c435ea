import Foundation
import Segmind
import Synchronization

/// What was charged and given back, line by line: what a test counts with.
///
/// Each line is a JSON object with `event` (`charge` or `refund`), `request_id`, `time`, `model`, `cost_usd`, `way`
/// (`sync` or `async`) and `inputs` as they were sent. A line is written at the moment of the charge, before any
/// answer, in one piece: a killed sandbox leaves no half of one.
public final class Ledger: Sendable {
    private let file: Int32?
    private let sums: Mutex<LedgerSums>

    /// Creates a ledger that only counts.
    public init() {
        file = nil
        sums = Mutex(LedgerSums())
    }

    /// Opens a ledger, or starts one; what is in it counts on.
    ///
    /// - Throws: ``LedgerError``.
    public convenience init(path: String) throws(LedgerError) {
        let file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw .file(path, reason: String(cString: strerror(errno))) }
        var sums = LedgerSums()
        do throws(LedgerError) {
            guard let bytes = FileManager.default.contents(atPath: path) else {
                throw .file(path, reason: "it cannot be read")
            }
            for (index, line) in bytes.split(separator: UInt8(ascii: "\n")).enumerated() {
                guard let entry = (try? JSONValue(bytes: [UInt8](line))).flatMap(LedgerEntry.init) else {
                    throw .line(path, number: index + 1)
                }
                sums.count(entry.event, entry.way, entry.cost)
            }
        } catch {
            close(file)
            throw error
        }
        self.init(file: file, sums: sums)
    }

    /// A ledger that is written to an open file, and closes it at the end.
    init(file: Int32, sums: LedgerSums = LedgerSums()) {
        self.file = file
        self.sums = Mutex(sums)
    }

    deinit {
        if let file { close(file) }
    }

    /// What all lines come to.
    var totals: LedgerSums { sums.withLock { $0 } }

    /// Writes a line and counts it.
    ///
    /// - Throws: ``LedgerError`` when it could not be written whole; then it does not count.
    func note(_ event: LedgerEntry.Event, of request: SandboxRequest, at time: Date) throws(LedgerError) {
        let entry = LedgerEntry(event: event, way: request.way, cost: request.cost)
        let line = entry.json(of: request, at: time).bytes + [UInt8(ascii: "\n")]
        let failure: Int32? = sums.withLock { sums in
            if let file, write(file, line, line.count) != line.count { return errno }
            sums.count(event, request.way, request.cost)
            return nil
        }
        if let failure { throw .file("the ledger", reason: String(cString: strerror(failure))) }
    }
}

/// Why a ledger cannot be kept.
public enum LedgerError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file cannot be opened, read or written.
    case file(String, reason: String)
    /// The file has a line that no ledger writes.
    case line(String, number: Int)

    /// One sentence for the person who named the file.
    public var description: String {
        switch self {
        case .file(let path, let reason): "\(path) cannot be used as a ledger: \(reason)."
        case .line(let path, let number): "\(path) is no ledger: line \(number) cannot be read."
        }
    }
}
