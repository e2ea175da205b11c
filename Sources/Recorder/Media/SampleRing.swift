/// The octets of one channel from what is written to disk up to what has come, as a ring that is silent where nothing came.
struct SampleRing: Sendable {
    /// Just over four seconds: a power of two, so that a position's slot is a mask.
    static let capacity = 32768

    private var octets: [UInt8]
    private let silence: UInt8

    init(silence: UInt8) {
        self.silence = silence
        octets = Array(repeating: silence, count: Self.capacity)
    }

    /// Stores `payload` from `position` on; the caller has checked that it lies in the window.
    mutating func put(_ payload: Span<UInt8>, at position: Int) {
        for index in payload.indices { octets[(position + index) & (Self.capacity - 1)] = payload[index] }
    }

    /// The octet at `position`, which becomes silence for its next use.
    mutating func take(at position: Int) -> UInt8 {
        let slot = position & (Self.capacity - 1)
        defer { octets[slot] = silence }
        return octets[slot]
    }
}
