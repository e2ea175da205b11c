/// What one RTCP packet says (RFC 3550 §6); RFC 3611 in as far as it measures the way there and back.
package enum RTCPPacket: Equatable, Sendable {
    case senderReport(SenderReport)
    /// `ssrc` is the reporter's.
    case receiverReport(ssrc: UInt32, [ReceptionReport])
    case bye([UInt32])
    case extendedReport(ExtendedReport)
    /// A kind that means nothing here: SDES, APP, feedback.
    case other(type: UInt8)

    package struct SenderReport: Equatable, Sendable {
        package var ssrc: UInt32
        package var time: NTPTime
        /// The same instant on the media clock.
        package var timestamp: UInt32
        package var packets: UInt32
        package var octets: UInt32
        package var reports: [ReceptionReport]

        package init(
            ssrc: UInt32,
            time: NTPTime,
            timestamp: UInt32,
            packets: UInt32,
            octets: UInt32,
            reports: [ReceptionReport] = []
        ) {
            self.ssrc = ssrc
            self.time = time
            self.timestamp = timestamp
            self.packets = packets
            self.octets = octets
            self.reports = reports
        }
    }

    /// Receiver reference time and the delay since the last one (RFC 3611 §4.4, §4.5): the round trip of who only receives.
    package struct ExtendedReport: Equatable, Sendable {
        /// Delay since a receiver's last reference time.
        package struct Delay: Equatable, Sendable {
            /// The receiver's.
            package var ssrc: UInt32
            /// The middle 32 bits of its reference time; 0 where none came.
            package var lastReference: UInt32
            /// In units of 1/65536 s.
            package var delay: UInt32

            package init(ssrc: UInt32, lastReference: UInt32, delay: UInt32) {
                self.ssrc = ssrc
                self.lastReference = lastReference
                self.delay = delay
            }
        }

        package var ssrc: UInt32
        package var reference: NTPTime?
        package var delays: [Delay]

        package init(ssrc: UInt32, reference: NTPTime? = nil, delays: [Delay] = []) {
            self.ssrc = ssrc
            self.reference = reference
            self.delays = delays
        }
    }
}

/// What one receiver says of one stream (RFC 3550 §6.4.1).
package struct ReceptionReport: Equatable, Sendable {
    package var ssrc: UInt32
    /// Since the last report, in 1/256.
    package var fractionLost: UInt8
    /// Negative where duplicates came; 24 bits.
    package var cumulativeLost: Int
    /// With the count of wraps above its 16 bits.
    package var highestSequenceNumber: UInt32
    /// In timestamp units.
    package var jitter: UInt32
    /// The middle 32 bits of the last sender report's time; 0 where none came.
    package var lastSenderReport: UInt32
    /// Since that report came, in units of 1/65536 s.
    package var delay: UInt32

    package init(
        ssrc: UInt32,
        fractionLost: UInt8 = 0,
        cumulativeLost: Int = 0,
        highestSequenceNumber: UInt32 = 0,
        jitter: UInt32 = 0,
        lastSenderReport: UInt32 = 0,
        delay: UInt32 = 0
    ) {
        self.ssrc = ssrc
        self.fractionLost = fractionLost
        self.cumulativeLost = cumulativeLost
        self.highestSequenceNumber = highestSequenceNumber
        self.jitter = jitter
        self.lastSenderReport = lastSenderReport
        self.delay = delay
    }
}

/// Seconds since 1900 in 32.32 bits (RFC 3550 §4).
package struct NTPTime: Equatable, Sendable {
    package var bits: UInt64

    package init(bits: UInt64) { self.bits = bits }

    /// Of a wall clock's nanoseconds since 1970.
    package init(nanoseconds: Int) {
        let (seconds, rest) = nanoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let fraction = (UInt64(rest.magnitude) << 32) / 1_000_000_000
        bits = UInt64(truncatingIfNeeded: seconds + 2_208_988_800) << 32 | fraction
    }

    /// What reports carry of it: 16.16 bits.
    package var middle: UInt32 { UInt32(truncatingIfNeeded: bits >> 16) }
}
