/// The proxies whose word on where a request comes from is taken.
///
/// A proxy adds the address of who spoke to it behind what it was told: only the entries that trusted proxies wrote are
/// believed, read from the right up to the first address that is none of theirs. What stands left of that, anybody may
/// have written.
public struct TrustedProxies: Sendable, Hashable {
    /// Where a request comes from.
    public struct Origin: Sendable, Hashable {
        /// The client's address.
        public var client: NetworkAddress
        /// Whether the client spoke TLS.
        public var isSecure: Bool

        /// Creates an origin.
        public init(client: NetworkAddress, isSecure: Bool) {
            self.client = client
            self.isSecure = isSecure
        }
    }

    private let networks: [AddressNetwork]

    /// Nobody, if empty.
    public init(_ networks: [AddressNetwork] = []) {
        self.networks = networks
    }

    /// Whether there is none.
    public var isEmpty: Bool { networks.isEmpty }

    /// Whether an address is a trusted proxy's.
    public func contains(_ address: NetworkAddress) -> Bool {
        networks.contains { $0.contains(address) }
    }

    /// Where a request that a proxy brings comes from. Of `X-Forwarded-For` with `X-Forwarded-Proto`, and `Forwarded`
    /// (RFC 7239), a proxy writes one and may let pass what its client wrote into the other: where both are there and
    /// say different things, neither is believed.
    ///
    /// - Parameters:
    ///   - proxy: who brings it, a trusted proxy.
    ///   - addresses: the `X-Forwarded-For` fields.
    ///   - schemes: the `X-Forwarded-Proto` fields.
    ///   - elements: the `Forwarded` fields.
    public func origin(
        through proxy: NetworkAddress,
        addresses: [String],
        schemes: [String],
        elements: [String]
    ) -> Origin {
        let plain = addresses.isEmpty && schemes.isEmpty ? nil : listed(proxy, addresses, schemes)
        let standard = elements.isEmpty ? nil : forwarded(proxy, elements)
        switch (plain, standard) {
        case (let plain?, let standard?):
            return plain == standard ? plain : Origin(client: proxy, isSecure: false)
        case (let origin?, nil), (nil, let origin?): return origin
        case (nil, nil): return Origin(client: proxy, isSecure: false)
        }
    }

    private func listed(_ proxy: NetworkAddress, _ addresses: [String], _ schemes: [String]) -> Origin {
        let hops = addresses.flatMap { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let scheme = schemes.last?.split(separator: ",").last.map { $0.trimmingBlanks.lowercased() }
        return Origin(
            client: client(proxy, hops.map { ForwardedElement.address($0.trimmingBlanks) }).address,
            isSecure: scheme == "https"
        )
    }

    private func forwarded(_ proxy: NetworkAddress, _ fields: [String]) -> Origin {
        // One that cannot be read makes where the others begin doubtful, too.
        guard let hops = ForwardedElement.list(fields) else { return Origin(client: proxy, isSecure: false) }
        let found = client(proxy, hops.map(\.client))
        let scheme = found.place.flatMap { hops[$0].scheme } ?? hops.last?.scheme
        return Origin(client: found.address, isSecure: scheme == "https")
    }

    /// The rightmost hop that is no trusted proxy, and where it stands; where one is not readable, who brought it.
    private func client(
        _ proxy: NetworkAddress,
        _ hops: [NetworkAddress?]
    ) -> (address: NetworkAddress, place: Int?) {
        var found = (address: proxy, place: Int?.none)
        for (place, hop) in hops.enumerated().reversed() {
            guard let hop else { break }
            found = (hop, place)
            if !contains(hop) { break }
        }
        return found
    }
}
