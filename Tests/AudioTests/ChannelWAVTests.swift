import Calls
import Foundation
import Testing

@testable import Audio

@Suite struct `One channel for a recogniser` {
    @Test(arguments: [(8000, 16_000), (44_100, 16_000), (16_000, 8000), (8000, 48_000), (11_025, 8000)])
    func `keeps a tone's pitch, phase and level at another rate`(_ from: Int, _ to: Int) {
        let input = (0..<from).map { Float(0.5 * sin(2 * .pi * 1000 * Double($0) / Double(from))) }
        var resampler = Resampler(from: from, to: to)
        var output: [Float] = []
        for start in stride(from: 0, to: from, by: 1000) {
            resampler.resample(Array(input[start..<min(start + 1000, from)]).span, into: &output)
        }
        resampler.finish(into: &output)
        #expect(output.count == to)
        let expected = (0..<to).map { Float(0.5 * sin(2 * .pi * 1000 * Double($0) / Double(to))) }
        // The first and last 10 ms see the edge of the sound.
        let errors = (to / 100..<to - to / 100).map { abs(output[$0] - expected[$0]) }
        #expect((errors.max() ?? 1) < 0.003)
    }

    @Test func `drops what the lower rate cannot hold`() {
        let input = (0..<16_000).map { Float(sin(2 * .pi * 5000 * Double($0) / 16_000)) }
        var resampler = Resampler(from: 16_000, to: 8000)
        var output: [Float] = []
        resampler.resample(input.span, into: &output)
        resampler.finish(into: &output)
        #expect((output[100..<7900].map(abs).max() ?? 1) < 0.003)
    }

    @Test func `is a mono WAV of the span that was asked for`() throws {
        let scratch = try Scratch()
        let recording = try Recording(path: audioFixtures.appending(path: "tones.flac").path)
        let span = TimeSpan(start: Milliseconds(250), end: Milliseconds(750))
        var bytes: [UInt8] = []
        try recording.writeWAV(channel: 1, span: span, rate: 16_000) { piece in
            for i in piece.indices { bytes.append(piece[i]) }
        }
        #expect(bytes.count == 44 + 2 * 8000)
        let copy = try Recording(path: try scratch.write(bytes))
        #expect(copy.sampleRate == 16_000)
        #expect(copy.channelCount == 1)
        #expect(copy.frameCount == 8000)
        let samples = try copy.samples(channel: 0, span: TimeSpan(start: .zero, end: copy.duration))
        let expected = (0..<8000).map { Float(0.25 * sin(2 * .pi * 1000 * (0.25 + Double($0) / 16_000))) }
        #expect((200..<7800).allSatisfy { abs(samples[$0] - expected[$0]) < 0.002 })
    }

    @Test func `passes unchanged at the recording's own rate`() throws {
        let scratch = try Scratch()
        let recording = try Recording(path: audioFixtures.appending(path: "tones.flac").path)
        var bytes: [UInt8] = []
        try recording.writeWAV(channel: 0) { piece in for i in piece.indices { bytes.append(piece[i]) } }
        let copy = try Recording(path: try scratch.write(bytes))
        let whole = TimeSpan(start: .zero, end: recording.duration)
        #expect(try copy.samples(channel: 0, span: whole) == recording.samples(channel: 0, span: whole))
    }
}
