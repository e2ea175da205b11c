import Calls
import Foundation
import Recorder
import Testing

@Suite struct `Evidence of a channel` {
    /// Three packets of 20 ms whose delays are `delays` samples.
    private static func timeline(delays: [Int]) -> Timeline {
        var timeline = Timeline([ChannelFormat(law: .aLaw)])
        var sender = RTPSender()
        for (index, delay) in delays.enumerated() {
            let packet = sender.packet(sound(160, seed: UInt64(index)))
            timeline.accept(packet.span, channel: 0, arrival: 160 * (index + 1) + delay)
        }
        return timeline
    }

    @Test func `has the jitter of RFC 3550, in samples`() {
        #expect(Self.timeline(delays: [0, 0, 0]).channels[0].jitter == 0)
        // 80 ÷ 16 = 5, then 5 + (80 - 5) ÷ 16.
        #expect(Self.timeline(delays: [0, 80, 0]).channels[0].jitter == 9.6875)
    }

    @Test func `knows no jitter before the second packet`() {
        #expect(Self.timeline(delays: []).channels[0].jitter == nil)
        #expect(Self.timeline(delays: [0]).channels[0].jitter == nil)
    }

    @Test func `from before it was counted is told from none`() throws {
        let old = """
            {"role": "agent", "codec": "PCMA", "packetsExpected": 5, "packetsReceived": 5, "packetsLate": 0,
             "packetsDuplicate": 0, "packetsRejected": 0, "gaps": []}
            """
        let channel = try JSONDecoder().decode(RecorderCDR.Channel.self, from: Data(old.utf8))
        #expect(channel.packetsReceived == 5)
        #expect(channel.packetsUnauthenticated == nil)
        #expect(channel.kernelDrops == nil)
        #expect(channel.jitter == nil)
    }
}
