/// One request that is over, as the request log tells it.
struct LoggedRequest: Sendable {
    /// When it was over, in seconds since 1970.
    var time: Double
    var id: String
    /// The client's address.
    var client: String
    /// Whose request it was, if that is known.
    var person: String?
    /// Nil where the request line could not be read.
    var method: String?
    /// The request target as received.
    var target: String
    /// Takes the secrets out of it.
    var mask: PathMask
    /// Nil where there was no answer.
    var status: Int?
    /// Bytes of the body, as far as they were handed to the connection; of one that was cut off, all it has.
    var bytes: UInt64
    /// From the request line to the end of the answer.
    var nanoseconds: Int64
    /// Whether the client has got all of it.
    var isWhole: Bool
}

extension LoggedRequest {
    /// The one line that tells it, with its end.
    func line(_ format: RequestLog.Format, queries: Bool) -> String {
        var line = LogLine(format)
        line.add("time", Timestamp.text(time))
        line.add("id", id)
        line.add("client", client)
        line.add("person", person)
        line.add("method", method)
        line.add("path", mask.path(target))
        if queries { line.add("query", PathMask.query(of: target)) }
        line.add("status", number: status.map(String.init))
        line.add("bytes", number: String(bytes))
        // Thousandths of milliseconds say all that a clock can.
        let thousandths = nanoseconds / 1000
        let rest = String(thousandths % 1000)
        let padding = String(repeating: "0", count: 3 - rest.count)
        line.add("milliseconds", number: "\(thousandths / 1000).\(padding)\(rest)")
        line.add("whole", number: String(isWhole))
        return line.finished
    }
}
