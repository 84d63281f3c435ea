import Catalog
import Foundation
import Segmind
import SegmindService

/// Segmind's API answered by a painter: deterministic pictures, made-up money, and faults on demand.
///
/// It takes any key; each has its own requests, credits and rate. Parameters are validated by the catalogue. The
/// same parameters give the same bytes; a seed left at -1 is drawn. Money: the listed price times the samples
/// (one cent where none is listed), charged when a request is taken and given back when it FAILED.
///
/// Faults come by ``SandboxOptions`` for all requests and by ``SandboxWord`` for single ones.
public actor SandboxBackend {
    var options: SandboxOptions
    let catalog: Catalog
    let clock: SandboxClock
    let easel: Easel
    /// What was charged.
    nonisolated let ledger: Ledger
    var chances: Chances
    /// Chances of their own, so that how often a client asks does not shift the faults of its submits.
    var questionChances: Chances
    /// Until when every call is answered with 429.
    var burstEnd: Date?
    var accounts: [String: SandboxAccount] = [:]
    var requests: RequestTable
    var shelf: PictureShelf
    /// Pictures that are being painted, so that nothing is painted twice at once.
    var painting: [String: Task<[UInt8], any Error>] = [:]
    /// What goes on after a submit was answered, by request id.
    var jobs: [String: Task<Void, Never>] = [:]

    /// Creates a backend with nothing in it.
    public init(
        catalog: Catalog,
        options: SandboxOptions = SandboxOptions(),
        ledger: Ledger = Ledger(),
        clock: SandboxClock = .wall
    ) {
        let easel = Easel.jpeg(isPlain: options.isPlain)
        self.init(catalog: catalog, options: options, ledger: ledger, clock: clock, easel: easel)
    }

    init(catalog: Catalog, options: SandboxOptions, ledger: Ledger = Ledger(), clock: SandboxClock, easel: Easel) {
        self.easel = easel
        self.ledger = ledger
        self.options = options
        self.catalog = catalog
        self.clock = clock
        chances = Chances(seed: options.seed)
        questionChances = Chances(seed: ~options.seed)
        requests = RequestTable(limit: options.maximumRequests)
        shelf = PictureShelf(limit: options.maximumPictureBytes)
    }

    /// Waits until everything that was submitted is painted.
    public func settle() async {
        for job in jobs.values { await job.value }
    }

    /// Gives up what is not painted yet.
    func stop() async {
        for job in jobs.values { job.cancel() }
        await settle()
    }

    /// The request of this key with this id, as long as it is kept.
    func request(_ id: String, key: String) throws(ServiceFault) -> SandboxRequest {
        guard let request = requests[id], request.order.key == key,
            !request.isGone(at: clock.now(), retention: options.retention)
        else { throw .refused(status: 404, error: "Request not found, or its result has expired.") }
        return request
    }
}
