/// The IP addresses that begin alike.
package struct AddressRange: Equatable, Sendable {
    private let first: IPAddress
    /// Of 128: IPv4 addresses are held as IPv6 has them mapped.
    private let bits: Int

    /// Reads `10.0.0.0/8`, `192.0.2.7` or `2001:db8::/32`; nil for anything else.
    package init?(_ text: String) {
        let halves = text.split(separator: "/", omittingEmptySubsequences: false)
        guard halves.count <= 2, let first = IPAddress(String(halves[0])) else { return nil }
        let length = halves[0].contains(":") ? 128 : 32
        guard let bits = halves.count == 2 ? Int(halves[1]) : length, (0...length).contains(bits) else { return nil }
        self.first = first
        self.bits = bits + 128 - length
    }

    /// Whether a numeric address is one of them.
    package func contains(_ address: String) -> Bool { IPAddress(address).map(contains) ?? false }

    func contains(_ address: IPAddress) -> Bool { address.hasPrefix(first, bits: bits) }
}
