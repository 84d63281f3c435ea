import Foundation

extension SegmindClient {
    /// Fetches a picture's bytes, as they are.
    ///
    /// Redirects are followed, also to other hosts; the key goes to the service's own hosts only. An answer
    /// shorter than it announced is ``SegmindError/answerLost(_:)``.
    public func download(_ url: String) async throws(SegmindError) -> [UInt8] {
        let end = ContinuousClock.now + configuration.downloadTimeout
        var address = url
        for _ in 0...configuration.maximumRedirects {
            guard Origin(address) != nil else { throw .badRedirect("“\(address.excerpt)” is no http address") }
            let exchange = Exchange(
                url: address,
                key: configuration.key,
                carriesKey: isOwn(address),
                limit: configuration.maximumPictureBytes,
                timeout: max(.zero, end - .now)
            )
            let answer = try await exchange.send(by: http)
            if answer.isSuccess {
                guard !answer.body.isEmpty else { throw .malformedAnswer("an empty picture") }
                return answer.body
            }
            guard [301, 302, 303, 307, 308].contains(answer.status), let location = answer.location else {
                throw answer.refusal
            }
            address = try next(location, from: address)
        }
        throw .badRedirect("more than \(configuration.maximumRedirects) redirects")
    }

    private func next(_ location: String, from address: String) throws(SegmindError) -> String {
        guard let next = URL(string: location, relativeTo: URL(string: address))?.absoluteString,
            let to = Origin(next), let from = Origin(address)
        else { throw .badRedirect("“\(location.excerpt)” is no http address") }
        guard from.scheme == "http" || to.scheme == "https" else {
            throw .badRedirect("“\(next.excerpt)” leaves https")
        }
        return next
    }
}
