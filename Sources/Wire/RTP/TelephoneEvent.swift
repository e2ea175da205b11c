/// One telephone-event payload (RFC 4733 §2.3).
package struct TelephoneEvent: Equatable, Sendable {
    /// 0 to 15 are the keys of a telephone; others are tones and line events.
    package var event: UInt8
    /// Set on the last packet of an event and on its repetitions.
    package var isEnd: Bool
    /// How long the event has lasted so far, in timestamp units.
    package var duration: UInt16

    /// Reads the first event of a payload.
    package init(_ payload: Span<UInt8>) throws(RTPError) {
        guard payload.count >= 4 else { throw .truncated(needed: 4, present: payload.count) }
        event = payload[0]
        isEnd = payload[1] & 0x80 != 0
        duration = UInt16(payload[2]) << 8 | UInt16(payload[3])
    }

    /// `0`-`9`, `*`, `#`, `A`-`D`; nil for anything that is no key.
    package var key: Character? {
        let keys: [Character] = [
            "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "#", "A", "B", "C", "D",
        ]
        return Int(event) < keys.count ? keys[Int(event)] : nil
    }
}

/// Turns the packets of telephone-events into keys, each press once.
///
/// A press is known by its SSRC and timestamp alone: the marker is often missing, any packet may be lost, and the end
/// comes three times (RFC 4733 §2.5.1).
package struct KeyedDigits: Equatable, Sendable {
    fileprivate struct Press: Equatable, Sendable {
        var ssrc: UInt32
        var timestamp: UInt32
        var event: UInt8
        var isEnded: Bool
    }

    /// The latest presses, newest last: enough for any packet that is only late.
    private var presses: [Press] = []
    private static let remembered = 16

    package init() {}

    /// The key where this packet is the first of a press, otherwise nil.
    package mutating func accept(_ event: TelephoneEvent, ssrc: UInt32, timestamp: UInt32) -> Character? {
        if let known = presses.lastIndex(where: { $0.ssrc == ssrc && $0.timestamp == timestamp }) {
            presses[known].isEnded = presses[known].isEnded || event.isEnd
            return nil
        }
        let press = Press(ssrc: ssrc, timestamp: timestamp, event: event.event, isEnded: event.isEnd)
        let continued = presses.lastIndex { $0.isContinued(by: press) }
        if let continued { presses.remove(at: continued) }
        if presses.count == Self.remembered { presses.removeFirst() }
        presses.append(press)
        return continued == nil ? event.key : nil
    }
}

extension KeyedDigits.Press {
    /// True where `next` carries on a press that outlasted the 16 bits of its duration (RFC 4733 §2.5.1.3).
    fileprivate func isContinued(by next: Self) -> Bool {
        !isEnded && ssrc == next.ssrc && event == next.event && next.timestamp &- timestamp == 0xFFFF
    }
}
