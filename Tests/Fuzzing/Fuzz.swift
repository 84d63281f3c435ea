import Glibc

/// Rounds of a reader under hostile input: few thousand in the usual run, a hundred times as many in `bin/test --long`.
public enum Fuzz {
    /// Whether this is the long run: `CONTACTSHEET_LONG=1`.
    public static let isLong = getenv("CONTACTSHEET_LONG").map { String(cString: $0) } == "1"

    /// Lets a reader have one input after the other.
    ///
    /// A crash or a loop without end leaves the input that did it in a file `contactsheet-fuzz-NAME` in the folder for
    /// temporary files: it becomes a test with a name.
    /// - Parameters:
    ///   - rounds: how many in the usual run.
    ///   - times: how many times as many in the long run.
    ///   - takes: says false where the reader broke a promise; that ends the rounds.
    /// - Returns: the input that broke a promise; nil when there is none.
    public static func run(
        _ name: String,
        _ mutator: inout Mutator,
        rounds: Int,
        times: Int = 25,
        _ takes: (_ input: [UInt8], _ chance: inout SplitMix) throws -> Bool
    ) rethrows -> [UInt8]? {
        let last = LastInput(name)
        defer { last.forget() }
        // The usual run has two cores, and other tests wait for them.
        let count = isLong ? rounds * times : rounds / 4
        for _ in 0..<count {
            let input = mutator.next()
            last.keep(input)
            guard try takes(input, &mutator.chance) else { return input }
        }
        if isLong { print("fuzz: \(name), \(count) inputs") }
        return nil
    }
}

/// The input at work, in a file that outlives the process.
private struct LastInput: ~Copyable {
    private let path: String
    private let file: Int32

    init(_ name: String) {
        let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        path = "\(folder)/contactsheet-fuzz-\(name)"
        file = open(path, O_CREAT | O_WRONLY | O_TRUNC | O_CLOEXEC, 0o600)
    }

    borrowing func keep(_ input: [UInt8]) {
        guard file >= 0 else { return }
        _ = pwrite(file, input, input.count, 0)
        _ = ftruncate(file, off_t(input.count))
    }

    borrowing func forget() {
        unlink(path)
    }

    deinit {
        if file >= 0 { close(file) }
    }
}
