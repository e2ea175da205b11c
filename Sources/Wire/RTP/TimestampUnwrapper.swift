/// Extends the 32-bit timestamps of one SSRC over their wraps, which come every six days at 8 kHz, or at once:
/// streams start anywhere (RFC 3550 §5.1).
package struct TimestampUnwrapper: Equatable, Sendable {
    private var last: Int

    /// Starts with the first timestamp of a stream, which keeps its value.
    package init(first timestamp: UInt32) { last = Int(timestamp) }

    /// The timestamp on a line without wraps: the candidate nearest to the last one, ahead of it or behind.
    package mutating func unwrap(_ timestamp: UInt32) -> Int {
        last += Int(Int32(bitPattern: timestamp &- UInt32(truncatingIfNeeded: last)))
        return last
    }
}
