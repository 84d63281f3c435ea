import Foundation
import Glibc

/// What the system says of this process, in Linux's /proc; nil where it does not say.
struct ProcessFigures {
    var residentBytes: Int?
    var openDescriptors: Int?
    var processorSeconds: Double
    /// Seconds since 1970.
    var began: Double?

    static func now() -> ProcessFigures {
        ProcessFigures(
            residentBytes: resident(),
            openDescriptors: (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count,
            processorSeconds: seconds(CLOCK_PROCESS_CPUTIME_ID),
            began: start().map { $0 + seconds(CLOCK_REALTIME) - seconds(CLOCK_BOOTTIME) }
        )
    }

    /// The second number of `statm`, in pages.
    private static func resident() -> Int? {
        let fields = words(of: "/proc/self/statm")
        guard fields.count > 1, let pages = Int(fields[1]) else { return nil }
        return pages * sysconf(Int32(_SC_PAGESIZE))
    }

    /// Seconds from the machine's start to this process's: the 22nd field of `stat`, of which the second may hold
    /// blanks and ends with a bracket.
    private static func start() -> Double? {
        let fields = words(of: "/proc/self/stat", after: ")")
        guard fields.count > 19, let ticks = Double(fields[19]) else { return nil }
        return ticks / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    private static func words(of path: String, after mark: Character? = nil) -> [Substring] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        let start = mark.flatMap { text.lastIndex(of: $0) }.map { text.index(after: $0) } ?? text.startIndex
        return text[start...].split { $0 == " " || $0 == "\n" }
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
