/// What we have sent of one stream, as a sender has to report it (RFC 3550 §6.4.1).
///
/// It holds no clock: times are a wall clock's nanoseconds since 1970.
package struct SentStream: Sendable {
    package let ssrc: UInt32
    private let clockRate: Int
    /// Packets so far.
    package private(set) var packets = 0
    /// Octets of payload so far.
    private var octets = 0
    private var latest: (timestamp: UInt32, taken: Int)?

    /// Begins a stream whose timestamps count `clockRate` a second.
    package init(ssrc: UInt32, clockRate: Int = 8000) {
        self.ssrc = ssrc
        self.clockRate = clockRate
    }

    /// Counts a packet with `octets` of payload, whose first sample bears `timestamp` and was due at `taken`.
    package mutating func note(octets: Int, timestamp: UInt32, taken: Int) {
        packets += 1
        self.octets += octets
        latest = (timestamp, taken)
    }

    /// The report at `now`, in which the timestamp tells the same instant as the time; nil where nothing was sent.
    func report(_ reports: [ReceptionReport], at now: Int) -> RTCPPacket.SenderReport? {
        guard let latest else { return nil }
        let elapsed = (now - latest.taken) / 1000 * clockRate / 1_000_000
        return RTCPPacket.SenderReport(
            ssrc: ssrc,
            time: NTPTime(nanoseconds: now),
            timestamp: latest.timestamp &+ UInt32(truncatingIfNeeded: elapsed),
            packets: UInt32(truncatingIfNeeded: packets),
            octets: UInt32(truncatingIfNeeded: octets),
            reports: reports
        )
    }
}
