/// How the sandbox behaves; each property is a switch of `contactsheet sandbox`.
///
/// Chances are shares of one: 0.1 is every tenth request. They are drawn from ``seed``, so that the same
/// requests in the same order meet the same faults.
public struct SandboxOptions: Sendable {
    /// Seconds that every request takes; each model's usual time, shortened, when nothing is given.
    public var latency: Double?
    /// The chance that a request is taken and then FAILED.
    public var fail = 0.0
    /// The chance that a submit is not taken, and that a question is not answered: 429, 500, 502, 503 or 504.
    public var refuse = 0.0
    /// The chance that a request is taken and charged, and its answer dropped.
    public var drop = 0.0
    /// The chance that a picture is delivered cut off; at the next try it may be whole.
    public var damage = 0.0
    /// The chance that an answer's JSON is broken, after the charge where there is one.
    public var garble = 0.0
    /// The chance that an answer, JSON or picture, comes slowly and breaks off half-way.
    public var cut = 0.0
    /// The chance that a submit starts a burst, in which every call is answered with 429.
    public var bursts = 0.0
    /// The seed of those chances.
    public var seed: UInt64 = 1
    /// Requests that a key may make in a minute.
    public var rateLimit: Int?
    /// US dollars that a key may spend.
    public var credits: Double?

    /// Whether pictures are bands of colour, which cost no time, for tests under load.
    public var isPlain = false

    /// How much longer `sandbox:slow` and `sandbox:drip` take, in seconds.
    public var slowness = 20.0
    /// How long a burst goes on, in seconds.
    public var burstLength = 3.0
    /// Whether `/sandbox/…` is there: its clock, its faults, its memory and its ledger, for tests.
    public var hasControls = false
    /// How long a result is kept, in seconds: one hour, as at Segmind.
    public var retention = 3600.0
    /// Bytes of pictures that are kept at most; what had to go is painted again when it is asked for.
    public var maximumPictureBytes = 128 << 20
    /// Requests that the history keeps at most.
    public var maximumRequests = 20_000

    /// Creates the options of a sandbox without faults.
    public init() {}
}

extension SandboxOptions {
    /// The chances by the names of their switches, with `_` for `-`.
    static var chances: [String: WritableKeyPath<SandboxOptions, Double>] {
        [
            "fail": \.fail, "refuse": \.refuse, "drop_answers": \.drop, "damage": \.damage, "garble": \.garble,
            "cut": \.cut, "bursts": \.bursts,
        ]
    }
}
