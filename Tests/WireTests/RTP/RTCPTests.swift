import Testbench
import Testing
import Wire

private func read(_ bytes: [UInt8]) throws -> [RTCPPacket] { try RTCPPacket.packets(in: bytes.span) }

@Suite struct `RTCP` {
    /// A sender report with one report, an SDES and a BYE, octet by octet as RFC 3550 §6.4 draws them.
    private static let compound: [UInt8] = [
        0x81, 200, 0, 12, 0x11, 0x22, 0x33, 0x44,
        0xE8, 0x00, 0x00, 0x01, 0x80, 0x00, 0x00, 0x00, 0, 0, 0x10, 0, 0, 0, 0, 50, 0, 0, 0x1F, 0x40,
        0xAA, 0xBB, 0xCC, 0xDD, 0x40, 0xFF, 0xFF, 0xFE, 0, 1, 0, 2, 0, 0, 0, 9, 0x12, 0x34, 0x56, 0x78, 0, 1, 0, 0,
        0x81, 202, 0, 2, 0x11, 0x22, 0x33, 0x44, 1, 1, 0x61, 0,
        0xA1, 203, 0, 2, 0x11, 0x22, 0x33, 0x44, 0, 0, 0, 4,
    ]

    @Test func `is read whole`() throws {
        let packets = try read(Self.compound)
        let report = ReceptionReport(
            ssrc: 0xAABB_CCDD,
            fractionLost: 64,
            cumulativeLost: -2,
            highestSequenceNumber: 0x1_0002,
            jitter: 9,
            lastSenderReport: 0x1234_5678,
            delay: 65536
        )
        let sender = RTCPPacket.SenderReport(
            ssrc: 0x1122_3344,
            time: NTPTime(bits: 0xE800_0001_8000_0000),
            timestamp: 4096,
            packets: 50,
            octets: 8000,
            reports: [report]
        )
        #expect(packets == [.senderReport(sender), .other(type: 202), .bye([0x1122_3344])])
        #expect(sender.time.middle == 0x0001_8000)
    }

    @Test func `is printed as it is read`() throws {
        let packets: [RTCPPacket] = [
            .receiverReport(ssrc: 7, [ReceptionReport(ssrc: 8, fractionLost: 255, cumulativeLost: -0x80_0000)]),
            .extendedReport(
                .init(
                    ssrc: 7,
                    reference: NTPTime(bits: 1),
                    delays: [.init(ssrc: 1, lastReference: 2, delay: 3), .init(ssrc: 4, lastReference: 5, delay: 6)]
                )
            ),
            .bye([7, 8]),
        ]
        #expect(try read(packets.flatMap(\.bytes)) == packets)
        let head = Self.compound[..<52]
        let first = try read(Array(head))
        #expect(first[0].bytes == Array(head))
        #expect(RTCPPacket.description(ssrc: 0x1122_3344, cname: "a") == Array(Self.compound[52..<64]))
    }

    @Test func `cut or damaged anywhere is refused or read, and never read beyond`() {
        var random = SplitMix64(seed: 3550)
        for length in Self.compound.indices {
            _ = try? read(Array(Self.compound.prefix(length)))
        }
        var whole = 0
        for _ in 0..<20_000 {
            var bytes = Self.compound
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            if (try? read(bytes)) != nil { whole += 1 }
        }
        #expect((1..<20_000).contains(whole))
    }

    @Test(arguments: [
        ([0x80, 201, 0, 1], RTPError.truncated(needed: 8, present: 4)),
        ([0x40, 201, 0, 1, 0, 0, 0, 1], .unsupportedVersion(1)),
        ([0x80, 201, 0, 2, 0, 0, 0, 1], .truncated(needed: 12, present: 8)),
        ([0x81, 201, 0, 1, 0, 0, 0, 1], .truncated(needed: 32, present: 8)),
        ([0xA0, 201, 0, 1, 0, 0, 0, 3], .badPadding(count: 3, present: 4)),
        ([0x80, 207, 0, 2, 0, 0, 0, 1, 4, 0, 0, 2], .truncated(needed: 20, present: 12)),
    ])
    func `says what is wrong`(_ bytes: [UInt8], _ error: RTPError) {
        #expect(throws: error) { try read(bytes) }
    }
}

@Suite struct `RTCP of a receiver` {
    private static let second = 1_000_000_000

    private static func reports(_ bytes: [UInt8]) throws -> [ReceptionReport] {
        guard case .receiverReport(99, let reports) = try read(bytes)[0] else { return [] }
        return reports
    }

    @Test func `tells what was lost since the last report, and in all`() throws {
        var receiver = RTCPReceiver(ssrc: 99, name: "x")
        var counter = SequenceCounter(first: 65_530)
        for number in 1...9 where number != 5 { _ = counter.accept(UInt16(truncatingIfNeeded: 65_530 + number)) }
        let first = try Self.reports(receiver.report(on: [.init(ssrc: 5, counter: counter, jitter: 12.7)], at: 0))
        #expect(first.map(\.fractionLost) == [25])
        #expect(first.map(\.cumulativeLost) == [1])
        #expect(first.map(\.highestSequenceNumber) == [0x1_0003])
        #expect(first.map(\.jitter) == [12])
        for number in 10...19 { _ = counter.accept(UInt16(truncatingIfNeeded: 65_530 + number)) }
        let second = try Self.reports(receiver.report(on: [.init(ssrc: 5, counter: counter, jitter: 0)], at: 1))
        #expect(second.map(\.fractionLost) == [0])
        #expect(second.map(\.cumulativeLost) == [1])
    }

    @Test func `answers a sender report with its time and the delay since`() throws {
        var receiver = RTCPReceiver(ssrc: 99, name: "x")
        let sent = RTCPPacket.SenderReport(
            ssrc: 5,
            time: NTPTime(bits: 0x1234_5678_9ABC_0000),
            timestamp: 0,
            packets: 1,
            octets: 160
        )
        receiver.accept([.senderReport(sent)], at: 10 * Self.second)
        let counter = SequenceCounter(first: 1)
        let bytes = receiver.report(
            on: [.init(ssrc: 5, counter: counter, jitter: 0)],
            at: 12 * Self.second + 500_000_000
        )
        let report = try #require(try Self.reports(bytes).first)
        #expect(report.lastSenderReport == 0x5678_9ABC)
        #expect(abs(Int(report.delay) - 163_840) <= 16)
    }

    @Test func `learns the round trip from the echo of its reference time`() throws {
        var receiver = RTCPReceiver(ssrc: 99, name: "x")
        #expect(receiver.roundTrip == nil)
        let now = 1_795_000_000 * Self.second
        let packets = try read(receiver.report(on: [], at: now))
        guard case .extendedReport(let sent) = packets.last, let reference = sent.reference else {
            Issue.record("no reference time was sent")
            return
        }
        // The peer sits on it for half a second; 80 ms are left.
        let echo = RTCPPacket.ExtendedReport.Delay(ssrc: 99, lastReference: reference.middle, delay: 32_768)
        let foreign = RTCPPacket.ExtendedReport.Delay(ssrc: 98, lastReference: reference.middle, delay: 0)
        receiver.accept(
            [.extendedReport(.init(ssrc: 5, delays: [foreign, echo]))],
            at: now + 580_000_000
        )
        #expect(abs((receiver.roundTrip ?? 0) - 80) < 0.1)
    }
}

/// RFC 3550 §6.4.1, octet by octet.
@Suite struct `RTCP of a sender` {
    private static let second = 1_000_000_000
    /// 2026-11-29 20:00:00 UTC: 0xEEB7_02C0 seconds since 1900.
    private static let eight = 1_795_982_400 * second

    @Test func `tells what was sent, and which instant of it is now`() throws {
        var reporter = RTCPReceiver(ssrc: 0x1122_3344, name: "a")
        var sent = SentStream(ssrc: 0x1122_3344)
        for packet in 0..<50 {
            sent.note(
                octets: 160,
                timestamp: 0xFFFF_FF00 &+ UInt32(160 * packet),
                taken: Self.eight + packet * Self.second / 50
            )
        }
        var counter = SequenceCounter(first: 7)
        _ = counter.accept(8)
        // A quarter of a second after the last packet's first sample, and 1.23 s after that of the first.
        let now = Self.eight + 49 * Self.second / 50 + Self.second / 4
        let bytes = reporter.report(on: [.init(ssrc: 5, counter: counter, jitter: 3)], sent: sent, at: now)
        let expected: [UInt8] = [
            0x81, 200, 0, 12, 0x11, 0x22, 0x33, 0x44,
            0xEE, 0xB7, 0x02, 0xC1, 0x3A, 0xE1, 0x47, 0xAE,
            0, 0, 0x25, 0x70, 0, 0, 0, 50, 0, 0, 0x1F, 0x40,
            0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0,
            0x81, 202, 0, 2, 0x11, 0x22, 0x33, 0x44, 1, 1, 0x61, 0,
            0x80, 207, 0, 4, 0x11, 0x22, 0x33, 0x44, 4, 0, 0, 2, 0xEE, 0xB7, 0x02, 0xC1, 0x3A, 0xE1, 0x47, 0xAE,
        ]
        #expect(bytes == expected)
    }

    @Test func `is a receiver's before anything was sent, and again two reports after the last of it`() throws {
        var reporter = RTCPReceiver(ssrc: 9, name: "a")
        var sent = SentStream(ssrc: 9)
        var kinds: [UInt8] = []
        func report(_ seconds: Int) { kinds.append(reporter.report(on: [], sent: sent, at: seconds * Self.second)[1]) }
        report(1)
        sent.note(octets: 160, timestamp: 0, taken: 2 * Self.second)
        for seconds in [5, 10, 15] { report(seconds) }
        sent.note(octets: 160, timestamp: 1, taken: 16 * Self.second)
        report(20)
        #expect(kinds == [201, 200, 200, 201, 200])
    }

    @Test func `never speaks for another's stream`() {
        var reporter = RTCPReceiver(ssrc: 9, name: "a")
        var sent = SentStream(ssrc: 10)
        sent.note(octets: 160, timestamp: 0, taken: 0)
        #expect(reporter.report(on: [], sent: sent, at: Self.second)[1] == 201)
    }
}
