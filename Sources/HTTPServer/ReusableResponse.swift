import CMicrohttpd
import Synchronization

/// The library's own object of a response with its header written, made once and sent again and again, to many clients
/// at once.
final class ReusableResponse: Sendable {
    /// The library's response, of which we hold one of the references it counts, and the common fields in its header.
    private struct Made: @unchecked Sendable {
        var response: OpaquePointer
        var common: CommonFields
    }

    private let outgoing: Outgoing
    private let made = Mutex<Made?>(nil)

    init(_ outgoing: Outgoing) {
        self.outgoing = outgoing
    }

    deinit {
        // What is being sent just now has the library's own reference, and with it the bytes or the descriptor.
        if let made = made.withLock({ $0 }) { MHD_destroy_response(made.response) }
    }

    /// Hands the response to the library; nil when there is no memory, or no descriptor.
    func queue(_ status: Int, _ handle: ConnectionHandle, _ common: CommonFields) -> MHD_Result? {
        let kept = made.withLock { made -> OpaquePointer? in
            if made == nil, let response = outgoing.libraryResponse(common, pipe: nil, closing: false) {
                made = Made(response: response, common: common)
            }
            return made.flatMap { $0.common === common ? $0.response : nil }
        }
        if let kept { return MHD_queue_response(handle.pointer, UInt32(status), kept) }
        // Made for another server, with its fields.
        guard let response = outgoing.libraryResponse(common, pipe: nil, closing: false) else { return nil }
        defer { MHD_destroy_response(response) }
        return MHD_queue_response(handle.pointer, UInt32(status), response)
    }
}
