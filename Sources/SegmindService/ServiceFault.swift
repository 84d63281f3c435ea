/// Every other answer than the one asked for.
public enum ServiceFault: Error, Sendable, Hashable {
    /// A status with the sentence for `error`; `retryAfter` in seconds.
    case refused(status: Int, error: String, retryAfter: Int? = nil)
    /// A status with a page of HTML, as front doors answer.
    case page(status: Int, html: String)
    /// The request was taken and failed: 422 with the body of a FAILED request.
    case failed(String)
    /// No whole answer: the connection is closed in the midst of it.
    case dropped
    /// 200 with this in place of JSON.
    case garbled(String)
}
