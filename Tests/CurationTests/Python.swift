import Foundation
import Glibc
import Testing

/// Python, as the other side of what is written here.
///
/// By `posix_spawn`: Foundation's `Process` crashes now and then beside tests that open and close many files.
enum Python {
    /// Runs it and waits for its end.
    static func run(_ arguments: [String]) throws {
        var words: [UnsafeMutablePointer<CChar>?] = (["env", "python3"] + arguments).map { strdup($0) }
        words.append(nil)
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        try #require(posix_spawn(&process, "/usr/bin/env", nil, nil, words, environ) == 0)
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 { try #require(errno == EINTR) }
        #expect(status == 0, "python3 \(arguments.first ?? "") failed")
    }
}
