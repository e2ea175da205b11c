import Recorder
import Testbench
import Testing

/// One packet on its way: what, and when it comes, in samples since the recording's start.
private struct Delivery {
    var packet: [UInt8]
    var arrival: Int
    var channel = 0
}

/// Plays packets into a timeline in the order of their arrival, with the drain's rhythm, and gives what was written.
private func record(_ deliveries: [Delivery], end: Int) -> (timeline: Timeline, channels: [[UInt8]]) {
    var timeline = Timeline([ChannelFormat(law: .aLaw, eventPayloadType: 101), ChannelFormat(law: .aLaw)])
    var written: [UInt8] = []
    var rest = deliveries.sorted { $0.arrival < $1.arrival }[...]
    for tick in stride(from: 800, through: end + 800, by: 800) {
        while let next = rest.first, next.arrival < tick {
            timeline.accept(next.packet.span, channel: next.channel, arrival: next.arrival)
            rest.removeFirst()
        }
        timeline.advance(to: tick - Timeline.holdBack)
        written += timeline.ready
        timeline.discardReady()
    }
    timeline.finish(at: end)
    written += timeline.ready
    return (timeline, [0, 1].map { channel in stride(from: channel, to: written.count, by: 2).map { written[$0] } })
}

/// `count` packets of `sender`, each arriving at the moment its last sample was taken.
private func stream(_ sender: inout RTPSender, _ sound: [UInt8], from start: Int, channel: Int = 0) -> [Delivery] {
    stride(from: 0, to: sound.count, by: 160).map { offset in
        Delivery(
            packet: sender.packet(Array(sound[offset..<offset + 160])),
            arrival: start + offset + 160,
            channel: channel
        )
    }
}

private func silence(_ count: Int) -> [UInt8] { Array(repeating: 0xD5, count: count) }

@Suite struct `Recording timeline` {
    @Test func `keeps both channels to the octet and equally long`() {
        var (near, far) = (RTPSender(), RTPSender(ssrc: 2))
        let (customer, agent) = (sound(80_000, seed: 1), sound(40_000, seed: 2))
        let (timeline, channels) = record(
            stream(&near, customer, from: 0) + stream(&far, agent, from: 8000, channel: 1),
            end: 80_000
        )
        #expect(channels[0] == customer)
        #expect(channels[1] == silence(8000) + agent + silence(32_000))
        #expect(timeline.channels.map(\.gaps) == [[], []])
    }

    @Test func `leaves silence of exact length for each lost packet`() {
        var generator = SplitMix64(seed: 15)
        var sender = RTPSender()
        let heard = sound(80_000, seed: 3)
        let all = stream(&sender, heard, from: 0)
        let lost = (1..<all.count - 1).filter { _ in Int.random(in: 0..<100, using: &generator) < 15 }
        let (timeline, channels) = record(all.indices.filter { !lost.contains($0) }.map { all[$0] }, end: 80_000)
        var expected = heard
        var gaps: [Range<Int>] = []
        for packet in lost {
            let range = packet * 160..<(packet + 1) * 160
            expected.replaceSubrange(range, with: silence(160))
            if gaps.last?.upperBound == range.lowerBound {
                gaps[gaps.count - 1] = gaps[gaps.count - 1].lowerBound..<range.upperBound
            } else {
                gaps.append(range)
            }
        }
        #expect(channels[0] == expected)
        #expect(timeline.channels[0].gaps == gaps)
        #expect(timeline.channels[0].counts.expected == 500)
        #expect(timeline.channels[0].counts.received == 500 - lost.count)
    }

    @Test func `puts packets that come up to 200 ms late into their places`() {
        var generator = SplitMix64(seed: 200)
        var sender = RTPSender()
        let heard = sound(80_000, seed: 4)
        var deliveries = stream(&sender, heard, from: 0)
        for index in deliveries.indices.dropFirst() {
            deliveries[index].arrival += Int.random(in: 0...1600, using: &generator)
        }
        let (timeline, channels) = record(deliveries, end: 80_000)
        #expect(channels[0] == heard)
        #expect(timeline.channels[0].gaps.isEmpty)
        #expect(timeline.channels[0].counts.late == 0)
    }

    @Test func `follows sequence numbers and timestamps over their wraps`() {
        var sender = RTPSender(sequenceNumber: 65_400, timestamp: .max - 10_000)
        let heard = sound(80_000, seed: 5)
        var deliveries = stream(&sender, heard, from: 0)
        deliveries.remove(at: 136)
        let (timeline, channels) = record(deliveries, end: 80_000)
        #expect(channels[0] == heard[..<21_760] + silence(160) + heard[21_920...])
        #expect(timeline.channels[0].gaps == [21_760..<21_920])
    }

    @Test func `joins a new stream to the old one without a seam`() {
        var (old, new) = (RTPSender(), RTPSender(ssrc: 9, sequenceNumber: 40_000, timestamp: 77))
        let heard = sound(64_000, seed: 6)
        // The new stream's first packet comes 4 ms before its time.
        let deliveries =
            stream(&old, Array(heard[..<32_000]), from: 0)
            + stream(&new, Array(heard[32_000...]), from: 32_000).map { delivery in
                Delivery(packet: delivery.packet, arrival: delivery.arrival - 32)
            }
        let (timeline, channels) = record(deliveries, end: 64_000)
        #expect(channels[0] == heard)
        #expect(timeline.channels[0].counts.streams == 2)
        #expect(timeline.channels[0].counts.expected == 400)
        #expect(timeline.channels[0].gaps.isEmpty)
    }

    @Test(arguments: [true, false])
    func `keeps a hold of ten seconds as silence`(_ timestampsRunOn: Bool) {
        var sender = RTPSender()
        let heard = sound(32_000, seed: 7)
        var deliveries = stream(&sender, Array(heard[..<16_000]), from: 0)
        if timestampsRunOn { sender.pause(samples: 80_000) }
        deliveries += stream(&sender, Array(heard[16_000...]), from: 96_000)
        let (timeline, channels) = record(deliveries, end: 112_000)
        #expect(channels[0] == heard[..<16_000] + silence(80_000) + heard[16_000...])
        #expect(timeline.channels[0].gaps.isEmpty)
    }

    @Test func `begins anew when a sender does`() {
        var sender = RTPSender()
        let heard = sound(32_000, seed: 8)
        var deliveries = stream(&sender, Array(heard[..<16_000]), from: 0)
        sender.sequenceNumber = 33_333
        sender.timestamp = 99
        deliveries += stream(&sender, Array(heard[16_000...]), from: 20_000)
        let (timeline, channels) = record(deliveries, end: 36_000)
        #expect(channels[0] == heard[..<16_000] + silence(4000) + heard[16_000...])
        #expect(timeline.channels[0].counts.expected == 200)
        #expect(timeline.channels[0].counts.received == 200)
    }

    @Test func `counts what comes twice or too late and writes neither`() {
        var sender = RTPSender()
        let heard = sound(32_000, seed: 9)
        var deliveries = stream(&sender, heard, from: 0)
        deliveries.append(Delivery(packet: deliveries[3].packet, arrival: deliveries[4].arrival))
        deliveries[20].arrival += 12_000
        let (timeline, channels) = record(deliveries, end: 32_000)
        #expect(channels[0] == heard[..<3200] + silence(160) + heard[3360...])
        #expect(timeline.channels[0].gaps == [3200..<3360])
        let counts = timeline.channels[0].counts
        #expect([counts.expected, counts.received, counts.late, counts.duplicate] == [200, 200, 1, 1])
    }

    @Test func `survives five seconds in which nothing was drained`() {
        var (near, far) = (RTPSender(), RTPSender(ssrc: 2))
        let (customer, agent) = (sound(40_000, seed: 10), sound(40_000, seed: 11))
        let deliveries = stream(&near, customer, from: 0) + stream(&far, agent, from: 0, channel: 1)
        var timeline = Timeline([ChannelFormat(law: .aLaw), ChannelFormat(law: .aLaw)])
        for delivery in deliveries.sorted(by: { $0.arrival < $1.arrival }) {
            timeline.accept(delivery.packet.span, channel: delivery.channel, arrival: delivery.arrival)
        }
        timeline.finish(at: 40_000)
        #expect(timeline.ready == zip(customer, agent).flatMap { [$0, $1] })
    }

    @Test func `keeps keyed tones out of the sound and knows each key and its place`() {
        var sender = RTPSender()
        let heard = sound(16_000, seed: 12)
        var deliveries = stream(&sender, Array(heard[..<8000]), from: 0)
        for step in 1...10 {
            let event = sender.event(5, isEnd: step > 7, duration: UInt16(min(step, 8) * 160))
            deliveries.append(Delivery(packet: event, arrival: 8000 + step * 160))
        }
        sender.pause(samples: 1600)
        deliveries += stream(&sender, Array(heard[8000...]), from: 9600)
        let (timeline, channels) = record(deliveries, end: 17_600)
        #expect(channels[0] == heard[..<8000] + silence(1600) + heard[8000...])
        #expect(timeline.channels[0].keyed == [AudioChannel.Keyed(key: "5", position: 8000)])
        #expect(timeline.channels[0].gaps.isEmpty)
    }

    @Test func `takes nothing but what was agreed`() {
        var sender = RTPSender()
        let heard = sound(1600, seed: 13)
        var deliveries = stream(&sender, heard, from: 0)
        sender.payloadType = 0
        deliveries += stream(&sender, heard, from: 1600)
        sender.payloadType = 13
        deliveries.append(Delivery(packet: sender.packet([40]), arrival: 3360))
        deliveries.append(Delivery(packet: [1, 2, 3], arrival: 3360))
        deliveries.append(Delivery(packet: [0x80, 200] + Array(repeating: 0, count: 26), arrival: 3360))
        let (timeline, channels) = record(deliveries, end: 3200)
        #expect(channels[0] == heard + silence(1600))
        #expect(timeline.channels[0].counts.unexpected == 10)
        #expect(timeline.channels[0].counts.malformed == 1)
    }

    /// Everything at once that one leg of a bad line does to a recording.
    @Test func `is exact under loss, reordering, repetition, hold, a new stream and wraps together`() {
        var generator = SplitMix64(seed: 851)
        var (first, second) = (
            RTPSender(sequenceNumber: 65_500, timestamp: .max - 4000),
            RTPSender(ssrc: 9, sequenceNumber: 65_530, timestamp: .max - 90_000)
        )
        let heard = sound(240_000, seed: 14)
        // 10 s of speech, 10 s of hold, 10 s of speech, a new stream with 10 s, of which 3 s were not worth sending.
        var deliveries = stream(&first, Array(heard[..<80_000]), from: 0)
        first.pause(samples: 80_000)
        deliveries += stream(&first, Array(heard[80_000..<160_000]), from: 160_000)
        deliveries += stream(&second, Array(heard[160_000..<200_000]), from: 240_000)
        second.pause(samples: 24_000)
        deliveries += stream(&second, Array(heard[200_000...]), from: 304_000)
        let end = 344_000
        var expected = Array(heard[..<80_000]) + silence(80_000) + heard[80_000..<200_000] + silence(24_000)
        expected += heard[200_000...]
        // Whoever begins a stretch comes in time, so that nobody can dispute where it belongs.
        let firsts: Set = [0, 500, 1000, 1249, 1250, deliveries.count - 1]
        var gaps: [Range<Int>] = []
        var arriving: [Delivery] = []
        for (index, delivery) in deliveries.enumerated() {
            var delivery = delivery
            guard !firsts.contains(index) else {
                arriving.append(delivery)
                continue
            }
            let place = delivery.arrival - 160..<delivery.arrival
            if Int.random(in: 0..<100, using: &generator) < 15 {
                expected.replaceSubrange(place, with: silence(160))
                if gaps.last?.upperBound == place.lowerBound {
                    gaps[gaps.count - 1] = gaps[gaps.count - 1].lowerBound..<place.upperBound
                } else {
                    gaps.append(place)
                }
                continue
            }
            delivery.arrival += Int.random(in: 1...1600, using: &generator)
            arriving.append(delivery)
            if index % 10 == 0 { arriving.append(Delivery(packet: delivery.packet, arrival: delivery.arrival + 80)) }
        }
        let (timeline, channels) = record(arriving, end: end)
        #expect(channels.map(\.count) == [end, end])
        #expect(channels[0] == expected)
        #expect(timeline.channels[0].gaps == gaps)
        let counts = timeline.channels[0].counts
        #expect(counts.expected == deliveries.count)
        #expect(counts.received == deliveries.count - gaps.reduce(0) { $0 + $1.count / 160 })
        #expect(counts.duplicate > 100)
        #expect(counts.late == 0)
        #expect(counts.streams == 2)
    }

    @Test func `never writes beyond the present, whatever a packet claims`() {
        var generator = SplitMix64(seed: 99)
        var sender = RTPSender()
        let deliveries = (0..<5000).map { index in
            sender.sequenceNumber = UInt16.random(in: 0...300, using: &generator)
            sender.timestamp = UInt32.random(in: 0 ... .max, using: &generator)
            sender.ssrc = UInt32.random(in: 0...20, using: &generator)
            sender.payloadType = [8, 8, 8, 101].randomElement(using: &generator) ?? 8
            return Delivery(packet: sender.packet(sound(160, seed: UInt64(index))), arrival: index * 20)
        }
        let (_, channels) = record(deliveries, end: 100_000)
        #expect(channels.map(\.count).allSatisfy { (100_000...100_000 + 4960).contains($0) })
        #expect(channels[0].count == channels[1].count)
    }
}
