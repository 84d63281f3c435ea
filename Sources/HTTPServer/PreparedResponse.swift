import HTTPTypes

/// A response with what can be settled before anybody asks for it: conditions, the header, the opened file.
final class PreparedResponse: Sendable {
    /// The whole answer to a plain request.
    private let whole: Outgoing
    private let ready: ReusableResponse
    /// The answer to who has it already.
    private let held: Outgoing
    private let readyHeld: ReusableResponse
    private let tag: EntityTag?
    private let isCompressible: Bool

    /// - Throws: ``Refusal/fileMissing(path:)`` when its file cannot be opened.
    init(_ response: Response) throws(Refusal) {
        var whole = try Outgoing(response)
        isCompressible = whole.isCompressible
        tag = whole.tag
        if isCompressible { whole.vary() }
        whole.acceptsRanges = whole.mayBeAskedForParts
        var held = whole
        held.status = .notModified
        // The library says the content's length without sending it; that of a page depends on the coding.
        if isCompressible { held.content = .empty }
        self.whole = whole
        self.held = held
        ready = ReusableResponse(whole)
        readyHeld = isCompressible ? ReusableResponse(held) : ready
    }

    /// The opened file, where the body is one.
    var file: OpenFile? {
        if case .file(let file, _) = whole.content { file } else { nil }
    }

    /// The answer, where nothing in the request asks for another than the whole or "you have it already".
    func outgoing(for request: Request) -> Outgoing? {
        guard request.method == .get || request.method == .head else { return nil }
        var outgoing: Outgoing
        if let tag, let field = request.field("if-none-match"), tag.isNamed(in: field) {
            outgoing = held
            outgoing.reusable = readyHeld
        } else {
            if request.asksForRange || isCompressible && request.acceptsGzip { return nil }
            outgoing = whole
            outgoing.reusable = ready
        }
        return outgoing
    }
}
