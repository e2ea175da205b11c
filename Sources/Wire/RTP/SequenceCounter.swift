/// Follows the sequence numbers of one SSRC: extends them over wraps and tells loss from reordering (RFC 3550 A.1).
///
/// Two things differ from the RFC's sketch, since a recorder must not lose a call's first packet and its peer's
/// address is already checked: there is no probation at the start, and duplicates are told from late packets.
package struct SequenceCounter: Equatable, Sendable {
    /// A jump forward of this many packets or more is not believed at once.
    package static let maxDropout = 3000
    /// A packet that is this many behind is still taken for a reordered one.
    package static let maxMisorder = 100

    /// What one packet's number says.
    package enum Arrival: Equatable, Sendable {
        /// Ahead of all others; `lost` packets between are missing so far.
        case ahead(lost: Int)
        /// One of those that were missing.
        case reordered
        case duplicate
        /// Far from all others: noise, or the first packet of a stream that started anew.
        case suspect
        /// The number after a suspect's: both belong to a stream that started anew.
        case restarted
    }

    private var first: Int
    private var highest: Int
    private var suspected: UInt16?
    /// Bit n is set where the packet `highest - n` came; wide enough for `maxMisorder`.
    private var seen: UInt128 = 1
    /// What was expected before the last restart.
    private var expectedBefore = 0

    /// Packets that came, each counted once.
    package private(set) var received = 1
    package private(set) var duplicates = 0

    /// Starts with the first packet of a stream.
    package init(first sequenceNumber: UInt16) {
        first = Int(sequenceNumber)
        highest = first
    }

    /// Packets that the sender sent, as far as the numbers tell.
    package var expected: Int { expectedBefore + highest - first + 1 }

    /// The highest number so far, with the count of wraps above its 16 bits.
    package var highestSequenceNumber: UInt32 { UInt32(truncatingIfNeeded: highest) }

    package mutating func accept(_ sequenceNumber: UInt16) -> Arrival {
        if sequenceNumber == suspected {
            restart(at: Int(sequenceNumber))
            return .restarted
        }
        let step = Int(sequenceNumber &- UInt16(truncatingIfNeeded: highest))
        if step < Self.maxDropout, step > 0 { return advance(by: step) }
        if step == 0 || step >= 0x10000 - Self.maxMisorder { return fill((0x10000 - step) % 0x10000) }
        suspected = sequenceNumber &+ 1
        return .suspect
    }

    private mutating func advance(by step: Int) -> Arrival {
        highest += step
        seen = (step < UInt128.bitWidth ? seen << UInt128(step) : 0) | 1
        received += 1
        suspected = nil
        return .ahead(lost: step - 1)
    }

    private mutating func fill(_ back: Int) -> Arrival {
        let bit = UInt128(1) << UInt128(back)
        guard seen & bit == 0 else {
            duplicates += 1
            return .duplicate
        }
        seen |= bit
        first = min(first, highest - back)
        received += 1
        return .reordered
    }

    private mutating func restart(at sequenceNumber: Int) {
        expectedBefore = expected
        (first, highest, seen, suspected) = (sequenceNumber - 1, sequenceNumber, 0b11, nil)
        received += 2
    }
}
