import Calls
import Foundation
import Testbench
import Testing

@testable import Signal

/// What must hold for any call, on calls made by a seeded generator.
@Suite struct `Properties of listening` {
    private func call(_ seed: UInt64) -> SyntheticCall {
        var random = SplitMix64(seed: seed)
        var call = SyntheticCall(seconds: 50, seed: seed)
        var time = 1.0
        var channel = 0
        while time < 44 {
            let length = 1.5 + 4 * Double(abs(random.sample()))
            call.speak(channel, from: time, to: min(time + length, 49), pitch: channel == 0 ? 110 : 190)
            time += length + 0.6 + 2 * Double(abs(random.sample()))
            channel = 1 - channel
        }
        return call
    }

    @Test(arguments: [-30, -12, 6] as [Float]) func `gain moves no span by over 50 ms`(_ gain: Float) throws {
        let heard = try call(3).heard()
        var louder = call(3)
        louder.channels = louder.channels.map { $0.map { $0 * pow(10, gain / 20) } }
        let again = try louder.heard()
        for (before, after) in zip(heard.channels, again.channels) {
            try #require(before.speech.count == after.speech.count)
            for (a, b) in zip(before.speech, after.speech) {
                #expect(abs(a.start.count - b.start.count) <= 50)
                #expect(abs(a.end.count - b.end.count) <= 50)
            }
        }
    }

    @Test(arguments: [1, 2] as [UInt64]) func `swapping the channels swaps the parties alone`(_ seed: UInt64) throws {
        let heard = try call(seed).heard()
        var swapped = call(seed)
        swapped.channels.swapAt(0, 1)
        let again = try swapped.heard()
        #expect(heard.channels.map(\.speech) == again.channels.reversed().map(\.speech))
        #expect(heard.channels.map(\.loudness) == again.channels.reversed().map(\.loudness))
        #expect(heard.silence == again.silence)
        #expect(heard.deadAir == again.deadAir)
        #expect(heard.talkOver == again.talkOver)
        #expect(heard.interruptions?.map(\.span) == again.interruptions?.map(\.span))
    }

    @Test func `two recordings, one after the other, are heard as both`() throws {
        let (first, second) = (try call(4).heard(), try call(5).heard())
        var both = call(4)
        for (channel, samples) in call(5).channels.enumerated() { both.channels[channel] += samples }
        let heard = try both.heard()
        for channel in 0..<2 {
            let apart = first.channels[channel].speech.totalLength + second.channels[channel].speech.totalLength
            let together = heard.channels[channel].speech.totalLength
            #expect(abs(apart.count - together.count) * 50 <= apart.count)
        }
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>) func `noise of any kind is heard without a trap`(
        _ seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let samples = (0..<16_000 * Int(seed)).map { _ in Float(bitPattern: UInt32(truncatingIfNeeded: random.next())) }
        var listener = try CallListener(sampleRate: 8000, channelRoles: [.customer, .agent])
        listener.hear(samples.span)
        let measures = listener.finish()
        #expect(measures.duration == Milliseconds(samples.count / 16))
        #expect(measures.channels.allSatisfy { $0.speech.allSatisfy { $0.end <= measures.duration } })
    }

    /// What is muted is all that has a name, however short the presses, and what leaks over as well.
    @Test(arguments: 1...3 as ClosedRange<UInt64>) func `each key that is named is among those to be muted`(
        _ seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        let (rows, columns) = ([697.0, 770, 852, 941], [1209.0, 1336, 1477, 1633])
        var call = SyntheticCall(seconds: 6, seed: seed)
        for index in 0..<11 {
            let start = 0.5 + 0.47 * Double(index) + 0.1 * Double(abs(random.sample()))
            let length = 0.035 + 0.05 * Double(abs(random.sample()))
            let tones = [rows[Int(random.next() % 4)], columns[Int(random.next() % 4)]]
            call.tone(0, tones, from: start, to: start + length, level: 0.1)
            call.tone(1, tones, from: start + 0.03, to: start + 0.03 + length, level: 0.01)
        }
        let heard = try call.heard()
        for channel in heard.channels {
            let muted = channel.keys ?? []
            for sound in channel.sounds where sound.kind == .dtmf {
                #expect(muted.contains { $0.start <= sound.span.start && sound.span.end <= $0.end })
            }
        }
        #expect(heard.channels[0].sounds.count { $0.kind == .dtmf } >= 7)
    }
}
