internal import CSockets

/// A numeric IP address; IPv4 is held as IPv6 has it mapped, so that the two forms of one address are equal.
struct IPAddress: Hashable, Sendable {
    private let high: UInt64
    private let low: UInt64

    /// Nil where `text` is no numeric address; names are not looked up.
    init?(_ text: String) {
        var address = csockets_address()
        guard unsafe csockets_parse_address(text, &address) else { return nil }
        self.init(address)
    }

    init(_ address: csockets_address) {
        high = address.high
        low = address.low
    }

    var raw: csockets_address { csockets_address(high: high, low: low) }

    /// Whether this is `0.0.0.0` or `::`: every address of this machine, and nobody's.
    var isWildcard: Bool { high == 0 && (low == 0 || low == 0xFFFF_0000_0000) }

    /// Whether the first `bits` of 128 are those of `other`.
    func hasPrefix(_ other: IPAddress, bits: Int) -> Bool {
        let (high, low) = (high ^ other.high, low ^ other.low)
        if bits <= 64 { return bits == 0 || high >> (64 - bits) == 0 }
        return high == 0 && low >> (128 - bits) == 0
    }

    /// The address of this machine from which packets to `remote` leave; nil where there is no way to it.
    static func local(towards remote: String) -> String? {
        var text = [CChar](repeating: 0, count: 64)
        let isKnown = unsafe text.withUnsafeMutableBufferPointer {
            unsafe csockets_local_address(remote, $0.baseAddress, UInt32($0.count))
        }
        return isKnown ? String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self) : nil
    }
}
