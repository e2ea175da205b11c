import Audio
import Calls
import Foundation
import Recorder
import Testbench
import Testing

/// Recordings of codecs that the recorder does not know: written as they come, and decoded by the batch side.
@Suite struct `A recording of packets` {
    private static let wideband = ChannelFormat(codec: .g722, payloadType: 9)
    private static let opus = ChannelFormat(codec: .opus, payloadType: 96)

    /// Records `packets` of each channel, 20 ms apart from `start` on, and opens what was written.
    private static func record(
        _ formats: [ChannelFormat],
        _ packets: [[[UInt8]]],
        steps: [Int],
        from start: Int = 1600,
        end: Int = 16_000,
        _ check: (borrowing Recording, Timeline) throws -> Void
    ) throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "packets-\(UUID()).mka").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        var timeline = Timeline(formats)
        var writer = try MatroskaWriter(path: path, codecs: formats.map(\.codec))
        for (channel, packets) in packets.enumerated() {
            var sender = RTPSender(ssrc: UInt32(channel), sequenceNumber: 65_530, timestamp: .max - 3000)
            (sender.payloadType, sender.packetSamples) = (formats[channel].payloadType, steps[channel])
            for (index, payload) in packets.enumerated() {
                let packet = sender.packet(payload)
                guard !payload.isEmpty else { continue }
                timeline.accept(packet.span, channel: channel, arrival: start + 160 * (index + 1))
            }
        }
        for position in stride(from: 4000, to: end, by: 4000) {
            timeline.advance(to: position)
            try writer.append(timeline.readyPackets, until: timeline.written)
            timeline.discardReady()
        }
        timeline.finish(at: end)
        try writer.append(timeline.readyPackets, until: timeline.written)
        try check(try Recording(path: path), timeline)
    }

    private static func samples(_ recording: borrowing Recording, _ channel: Int) throws -> [Float] {
        try recording.samples(channel: channel, span: TimeSpan(start: .zero, end: recording.duration))
    }

    @Test func `of G.722 decodes to the bit as another decoder has it`() throws {
        let sound = try CodecFixture.g722Sound()
        try Self.record([Self.wideband, Self.wideband], [CodecFixture.g722(), []], steps: [160, 160]) { recording, _ in
            #expect(recording.sampleRate == 16_000)
            #expect(recording.channelCount == 2)
            #expect(recording.frameCount == 32_000)
            let heard = try Self.samples(recording, 0)
            #expect(heard[3200..<19_200].elementsEqual(sound.map { Float($0) / 32_768 }))
            #expect(heard[..<3200].allSatisfy { $0 == 0 } && heard[19_200...].allSatisfy { $0 == 0 })
            #expect(try Self.samples(recording, 1).allSatisfy { $0 == 0 })
        }
    }

    @Test func `of Opus beside G.711 has both at their places`() throws {
        let tone = (0..<50).map { _ in [UInt8](repeating: 0xAA, count: 160) }
        let formats = [Self.opus, ChannelFormat(law: .aLaw)]
        try Self.record(formats, [CodecFixture.opus(), tone], steps: [960, 160]) { recording, timeline in
            #expect(recording.frameCount == 32_000)
            #expect(timeline.channels.map(\.counts.received) == [try CodecFixture.opus().count, 50])
            let heard = try Self.samples(recording, 0)
            // 1 kHz crosses zero upwards a thousand times a second.
            let steady = heard[6400..<16_000]
            let crossings = zip(steady, steady.dropFirst()).count { $0 < 0 && $1 >= 0 }
            #expect(abs(crossings - 600) <= 2)
            #expect(heard[..<3100].allSatisfy { abs($0) < 0.01 })
            let linear = try Self.samples(recording, 1)
            #expect(linear[3300..<19_100].allSatisfy { abs($0 - linear[6400]) < 0.01 } && abs(linear[6400]) > 0.3)
            #expect(linear[..<3100].allSatisfy { abs($0) < 0.01 } && linear[19_300...].allSatisfy { abs($0) < 0.01 })
        }
    }

    @Test func `of linear samples keeps them to the bit, and silence where a packet is lost`() throws {
        var random = SplitMix64(seed: 16)
        let values = (0..<16_000).map { _ in Int16.random(in: -32_768...32_767, using: &random) }
        var packets = stride(from: 0, to: 16_000, by: 320).map { start in
            values[start..<start + 320].flatMap { [UInt8(truncatingIfNeeded: $0 >> 8), UInt8(truncatingIfNeeded: $0)] }
        }
        packets[7] = []
        let format = ChannelFormat(codec: .l16(rate: 16_000), payloadType: 97)
        try Self.record([format, format], [packets, []], steps: [320, 320]) { recording, timeline in
            let heard = try Self.samples(recording, 0)
            for (index, value) in values.enumerated() {
                let isLost = (7 * 320..<8 * 320).contains(index)
                guard heard[3200 + index] == (isLost ? 0 : Float(value) / 32_768) else {
                    Issue.record("sample \(index) is another one")
                    return
                }
            }
            #expect(timeline.channels[0].gaps == [1600 + 7 * 160..<1600 + 8 * 160])
        }
    }

    @Test func `that is cut anywhere yields what is whole`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "cut-\(UUID()).mka")
        defer { try? FileManager.default.removeItem(at: path) }
        var writer = try MatroskaWriter(path: path.path, codecs: [.g722])
        let packets = try CodecFixture.g722()
        for second in 0..<5 {
            let placed = packets.enumerated().map { index, payload in
                PlacedPacket(position: 8000 * second + 160 * index, length: 160, payload: payload)
            }
            try writer.append([placed], until: 8000 * (second + 1))
        }
        let whole = try Data(contentsOf: path)
        #expect(try Recording(path: path.path).frameCount == 80_000)
        for length in stride(from: whole.count, to: 400, by: -997) {
            try whole.prefix(length).write(to: path)
            guard let recording = try? Recording(path: path.path) else { continue }
            #expect(recording.frameCount % 16_000 == 0)
            #expect(recording.frameCount * whole.count >= (length - whole.count / 5) * 80_000 - 80_000)
        }
    }

    @Test func `keeps nothing of a packet that a pause touches`() throws {
        var timeline = Timeline([Self.wideband])
        var sender = RTPSender()
        sender.payloadType = 9
        for index in 0..<50 {
            if index == 20 { timeline.pause(at: 160 * 20 + 40) }
            if index == 30 { _ = timeline.resume(at: 160 * 30 + 40) }
            let packet = sender.packet([UInt8](repeating: UInt8(index), count: 160))
            timeline.accept(packet.span, channel: 0, arrival: 160 * (index + 1))
        }
        timeline.finish(at: 8000)
        #expect(timeline.readyPackets[0].map { Int($0.payload[0]) } == Array(0..<20) + Array(31..<50))
    }
}
