import Recorder
import Testbench
import Testing

/// Both parties' packets over an hour, each with a clock of its own, and where their words are found in the recording.
@Suite struct `An hour's call` {
    /// A party that says one word of 1 s every 4 s, with the noise of a line between.
    private struct Party {
        var sender: RTPSender
        /// How much faster its clock runs than ours.
        var drift: Double
        var random: SplitMix64
        var sent = 0

        /// The next packet, when it comes, and whether it is spoken.
        mutating func next() -> (packet: [UInt8], arrival: Int) {
            let isSpoken = sent % 200 < 50
            let payload = [UInt8](repeating: isSpoken ? 0x2A : 0xD4, count: 160)
            sent += 1
            let taken = Double(sent * 160) / (1 + drift)
            return (sender.packet(payload), Int(taken) + 320 + .random(in: 0...240, using: &random))
        }
    }

    private static let hour = 3600 * 8000

    /// The starts of words on both channels.
    private static func words(
        _ drifts: [Double],
        losing share: Int = 0,
        until end: Int
    ) -> (starts: [[Int]], timeline: Timeline, length: Int) {
        var random = SplitMix64(seed: 7)
        var parties = drifts.enumerated().map { index, drift in
            Party(sender: RTPSender(ssrc: UInt32(index)), drift: drift, random: SplitMix64(seed: UInt64(index)))
        }
        var timeline = Timeline(drifts.map { _ in ChannelFormat(law: .aLaw) })
        var starts: [[Int]] = drifts.map { _ in [] }
        var last = [Int](repeating: -8000, count: drifts.count)
        var length = 0
        func look() {
            // Every millisecond is looked at: an hour has many samples.
            for frame in stride(from: 0, to: timeline.ready.count / drifts.count, by: 8) {
                for channel in drifts.indices where timeline.ready[frame * drifts.count + channel] == 0x2A {
                    let position = length + frame
                    if position - last[channel] > 8000 { starts[channel].append(position) }
                    last[channel] = position
                }
            }
            length += timeline.ready.count / drifts.count
            timeline.discardReady()
        }
        for tick in stride(from: 160, through: end, by: 160) {
            for channel in parties.indices {
                let (packet, arrival) = parties[channel].next()
                guard Int.random(in: 0..<100, using: &random) >= share, arrival <= end else { continue }
                timeline.accept(packet.span, channel: channel, arrival: arrival)
            }
            guard tick % 8000 == 0 else { continue }
            timeline.advance(to: tick - Timeline.holdBack)
            look()
        }
        timeline.finish(at: end)
        look()
        return (starts, timeline, length)
    }

    @Test(arguments: [(0, hour / 2), (15, hour / 6)])
    func `keeps each party within 10 ms of its time, whatever its clock`(losing share: Int, until end: Int) throws {
        let drifts = [100e-6, -100e-6]
        let (starts, timeline, length) = Self.words(drifts, losing: share, until: end)
        #expect(length == end)
        for (channel, drift) in drifts.enumerated() {
            try #require(starts[channel].count == end / 32_000)
            // The first packet came with a delay that later ones show to have been none of the way's.
            let errors = starts[channel].enumerated().dropFirst(3).map { word, start in
                abs(start - 320 - Int(Double(word * 32_000) / (1 + drift)))
            }.sorted()
            // Where a word's first packet is lost it is found a packet later: then the middle one speaks for all.
            #expect(errors[share > 0 ? errors.count / 2 : errors.count - 1] <= 80)
            // 0.36 s of each hour, and up to 30 ms that the first packet was late.
            let correction = timeline.channels[channel].clockCorrection
            #expect(abs(correction + Int(drift * Double(end))) <= 320)
            #expect(timeline.channels[channel].counts.late == 0)
        }
    }

    /// Telephones differ by 0.4 s an hour: one of them has our clock, or both err to one side.
    @Test(arguments: [([111e-6, 0], hour), ([150e-6, 39e-6], hour / 4)])
    func `ends with both parties within 20 ms of each other and of the truth`(_ drifts: [Double], end: Int) throws {
        let (starts, timeline, length) = Self.words(drifts, until: end)
        #expect(length == end)
        let last = end / 32_000 - 1
        let errors = try drifts.enumerated().map { channel, drift in
            try #require(starts[channel].count == last + 1)
            return starts[channel][last] - 320 - Int(Double(last * 32_000) / (1 + drift))
        }
        #expect(errors.allSatisfy { abs($0) <= 160 })
        #expect(abs(errors[0] - errors[1]) <= 160)
        // Without the correction they would be 0.4 s apart.
        let made = timeline.channels.map(\.clockCorrection)
        #expect(abs(abs(made[0] - made[1]) - Int(111e-6 * Double(end))) <= 320)
    }

    @Test func `hardly moves anything where clocks agree`() {
        let (starts, timeline, length) = Self.words([0, 0], until: Self.hour / 6)
        #expect(length == Self.hour / 6)
        #expect(timeline.channels.allSatisfy { abs($0.clockCorrection) <= 240 })
        #expect(zip(starts[0], starts[1]).dropFirst(3).allSatisfy { abs($0 - $1) <= 96 })
    }
}
