import CMemory

/// How memory is handed out.
enum Allocator {
    /// The C library keeps up to eight pools a core for threads that contend; with hundreds of requests in flight
    /// two of them do as well in a tenth less memory.
    static func keepFewPools() {
        // A refusal changes nothing but the size.
        _ = cmemory_keep_pools(2)
    }
}
