import Calls
import Foundation
import Recorder
import Testing
import Wire

/// RTCP of a call, on the port behind RTP's or on the same.
@Suite struct `Reports on a call` {
    @Test(arguments: [false, true])
    func `tell the sender what came, and measure the way`(isMultiplexed: Bool) async throws {
        try await TestRecorder.run { test in
            let (speech, control) = (try Peer(), try Peer())
            let mine = isMultiplexed ? speech : control
            let offer = [
                "v=0", "o=- 1 1 IN IP4 127.0.0.1", "s=-", "c=IN IP4 127.0.0.1", "t=0 0",
                "m=audio \(speech.port) RTP/AVP 8", "a=sendonly",
                isMultiplexed ? "a=rtcp-mux" : "a=rtcp:\(control.port)", "",
            ].joined(separator: "\r\n")
            let caller = try TestCaller(test.udp)
            let answer = try await caller.request("INVITE", body: offer)
            #expect(answer.body.contains("a=rtcp-mux") == isMultiplexed)
            caller.acknowledge()
            var sender = RTPSender(ssrc: 77)
            for index in 0..<10 where index != 4 {
                sender.sequenceNumber = UInt16(index)
                speech.send(sender.packet(sound(160, seed: UInt64(index))), to: answer.ports[0])
            }
            let reports = answer.ports[0] + (isMultiplexed ? 0 : 1)
            let sent = RTCPPacket.SenderReport(
                ssrc: 77,
                time: NTPTime(bits: 0x1122_3344_5566_7788),
                timestamp: 0,
                packets: 10,
                octets: 1600
            )
            mine.send(RTCPPacket.senderReport(sent).bytes, to: reports)

            let packets = try await eventually(within: .seconds(30)) {
                try mine.receive().map { try RTCPPacket.packets(in: $0.span) }
            }
            guard case .receiverReport(let ssrc, let heard) = packets[0], case .extendedReport(let times) = packets[2]
            else {
                Issue.record("other packets came than were expected")
                return
            }
            #expect(packets[1] == .other(type: 202))
            let report = try #require(heard.first)
            #expect(heard.count == 1)
            #expect([report.ssrc, report.highestSequenceNumber, report.lastSenderReport] == [77, 9, 0x3344_5566])
            #expect(report.cumulativeLost == 1)
            #expect(report.delay > 0)
            let reference = try #require(times.reference)
            let echo = RTCPPacket.ExtendedReport.Delay(ssrc: ssrc, lastReference: reference.middle, delay: 0)
            mine.send(RTCPPacket.receiverReport(ssrc: 77, []).bytes, to: reports)
            mine.send(RTCPPacket.extendedReport(.init(ssrc: 77, delays: [echo])).bytes, to: reports)
            #expect(try await caller.request("BYE").status == 200)

            let channel = try await test.delivered().cdr.channels[0]
            #expect(channel.packetsReceived == 9)
            #expect(channel.roundTrip.map { $0 >= 0 && $0 < 20_000 } == true)
            #expect(channel.mos.map { (1...4.5).contains($0) } == true)
            #expect(channel.packetsMalformed == 0)
        }
    }

    @Test(arguments: SRTPSuite.allCases)
    func `are encrypted as the call is`(_ suite: SRTPSuite) throws {
        let key = SRTPKey(suite: suite, octets: (0..<suite.keyLength).map { UInt8($0) })
        let report = RTCPPacket.receiverReport(ssrc: 5, [ReceptionReport(ssrc: 6)]).bytes
        let sealed = try #require(SRTPSender(key).seal(report))
        #expect(sealed.count > report.count)
        #expect(!sealed.suffix(from: 8).starts(with: report[8...]))
        var opened: [UInt8] = []
        let result = SRTPReceiver(key).open(sealed.span) { for index in $0.indices { opened.append($0[index]) } }
        #expect(result == .opened(report.count))
        #expect(opened == report)
        var altered = sealed
        altered[12] ^= 1
        guard case .failed = SRTPReceiver(key).open(altered.span, { _ in }) else {
            Issue.record("an altered report was opened")
            return
        }
    }
}
