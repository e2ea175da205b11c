/// Our side of RTCP on one channel (RFC 3550 §6.4): says what came and what we sent, and measures the way there and back.
///
/// Who only receives learns the round trip by a reference time that the peer echoes (RFC 3611 §4.4); from a peer that
/// reports on what we send, by that report. It holds no clock: times are a wall clock's nanoseconds since 1970.
package struct RTCPReceiver: Sendable {
    /// What one report covers of one stream.
    package struct Reception: Sendable {
        package var ssrc: UInt32
        package var counter: SequenceCounter
        /// In timestamp units.
        package var jitter: Double

        package init(ssrc: UInt32, counter: SequenceCounter, jitter: Double) {
            self.ssrc = ssrc
            self.counter = counter
            self.jitter = jitter
        }
    }

    private struct Sender {
        var report: UInt32
        var came: Int
    }

    private struct Told {
        var expected = 0
        var received = 0
    }

    /// A peer that speaks of more sources than this is no telephone.
    private static let sourceLimit = 8

    /// Ours, in reports.
    package let ssrc: UInt32
    private let name: String
    private var senders: [UInt32: Sender] = [:]
    private var told: [UInt32: Told] = [:]
    /// What we had sent when we reported before last, and last.
    private var sentBefore = (0, 0)
    /// The latest round trip, in milliseconds; nil where no peer helped to measure it.
    package private(set) var roundTrip: Double?
    /// Reports that came.
    package private(set) var reports = 0

    /// `name` is the CNAME: the same for all lines of a call, and nobody's otherwise (RFC 7022).
    package init(ssrc: UInt32, name: String) {
        self.ssrc = ssrc
        self.name = name
    }

    /// Takes in what came at `now`.
    package mutating func accept(_ packets: [RTCPPacket], at now: Int) {
        for packet in packets {
            switch packet {
            case .senderReport(let report):
                reports += 1
                if senders[report.ssrc] != nil || senders.count < Self.sourceLimit {
                    senders[report.ssrc] = Sender(report: report.time.middle, came: now)
                }
                measure(report.reports, at: now)
            case .receiverReport(_, let reports):
                self.reports += 1
                measure(reports, at: now)
            case .extendedReport(let report):
                for delay in report.delays where delay.ssrc == ssrc {
                    measure(since: delay.lastReference, delay: delay.delay, at: now)
                }
            case .bye, .other: break
            }
        }
    }

    /// A compound packet of report, description and reference time.
    ///
    /// Who has sent anything since the report before last reports as a sender (RFC 3550 §6.4); `sent` is under our SSRC.
    package mutating func report(on receptions: [Reception], sent: SentStream? = nil, at now: Int) -> [UInt8] {
        let time = NTPTime(nanoseconds: now)
        let reports = receptions.prefix(Self.sourceLimit).map { report(on: $0, at: now) }
        let sender = sent.flatMap { $0.ssrc == ssrc && $0.packets > sentBefore.0 ? $0.report(reports, at: now) : nil }
        sentBefore = (sentBefore.1, sent?.packets ?? sentBefore.1)
        return (sender.map(RTCPPacket.senderReport) ?? .receiverReport(ssrc: ssrc, reports)).bytes
            + RTCPPacket.description(ssrc: ssrc, cname: name)
            + RTCPPacket.extendedReport(.init(ssrc: ssrc, reference: time)).bytes
    }

    private mutating func report(on reception: Reception, at now: Int) -> ReceptionReport {
        let counter = reception.counter
        let before = told[reception.ssrc] ?? Told()
        if told[reception.ssrc] != nil || told.count < Self.sourceLimit {
            told[reception.ssrc] = Told(expected: counter.expected, received: counter.received)
        }
        let expected = counter.expected - before.expected
        let lost = expected - (counter.received - before.received)
        let sender = senders[reception.ssrc]
        let delay = sender.map { max(0, now - $0.came) / 15_259 } ?? 0
        return ReceptionReport(
            ssrc: reception.ssrc,
            fractionLost: expected > 0 && lost > 0 ? UInt8(min(255, (lost << 8) / expected)) : 0,
            cumulativeLost: counter.expected - counter.received,
            highestSequenceNumber: counter.highestSequenceNumber,
            jitter: UInt32(min(max(0, reception.jitter), 4_000_000_000)),
            lastSenderReport: sender?.report ?? 0,
            delay: UInt32(clamping: delay)
        )
    }

    private mutating func measure(_ reports: [ReceptionReport], at now: Int) {
        for report in reports where report.ssrc == ssrc {
            measure(since: report.lastSenderReport, delay: report.delay, at: now)
        }
    }

    /// RFC 3550 §6.4.1: what is left between then and now besides the peer's own delay.
    private mutating func measure(since sent: UInt32, delay: UInt32, at now: Int) {
        guard sent != 0 else { return }
        let trip = NTPTime(nanoseconds: now).middle &- sent &- delay
        // Clocks tick differently: a trip shorter than nothing is none, one of more than a minute is a mistake.
        if Int32(bitPattern: trip) < 0 { return roundTrip = 0 }
        if trip < 60 << 16 { roundTrip = Double(trip) * 1000 / 65536 }
    }
}
