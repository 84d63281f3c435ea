extension Request {
    /// A short random name by which this one request is found in the log; nil for one that came by no server.
    public var id: String? { exchange?.id }

    /// The path for a log: as received and so in printable ASCII on one line, without the query, and without what
    /// ``Router/secretSegments`` says is secret.
    public var loggedPath: String {
        (exchange?.daemon.mask ?? PathMask()).path(target)
    }

    /// Says whose request it is, for the request log; from anywhere while it is being answered.
    public func note(person: String) {
        exchange?.note(person: person)
    }
}
