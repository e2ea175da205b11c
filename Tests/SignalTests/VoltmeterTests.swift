import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `The active speech level` {
    private func level(_ samples: [Float], rate: Int = 8000) -> Float? {
        var meter = SpeechVoltmeter(sampleRate: rate)
        // Blocks of an awkward size.
        for start in stride(from: 0, to: samples.count, by: 997) {
            meter.hear(samples, in: start..<min(start + 997, samples.count))
        }
        return meter.level()
    }

    private static let speech: [Float] = {
        var call = SyntheticCall(seconds: 8, channels: 1)
        call.speak(0, from: 0, to: 8)
        return call.channels[0]
    }()

    @Test(arguments: [8000, 11_025, 16_000, 48_000])
    func `of a tone is its power, in dB of a full-scale square wave`(_ rate: Int) throws {
        let tone = (0..<5 * rate).map { 0.1 * sin(2 * .pi * 443 * Float($0) / Float(rate)) }
        #expect(abs(try #require(level(tone, rate: rate)) - -23.01) < 0.1)
    }

    @Test(arguments: [-30, -6, 6] as [Float]) func `follows gain`(_ gain: Float) throws {
        let before = try #require(level(Self.speech))
        let after = try #require(level(Self.speech.map { $0 * pow(10, gain / 20) }))
        #expect(abs(after - before - gain) < 0.1)
    }

    @Test func `is not changed by silence around the speech`() throws {
        let silence = [Float](repeating: 0, count: 12 * 8000)
        let (alone, among) = (try #require(level(Self.speech)), try #require(level(silence + Self.speech + silence)))
        // The hangover counts some 300 ms of silence as speech; the mean power falls by 6 dB.
        #expect(abs(alone - among) < 0.5, "\(alone) \(among)")
    }

    @Test func `is not changed by noise 30 dB below`() throws {
        var random = SplitMix64(seed: 2)
        let noisy = (Self.speech + [Float](repeating: 0, count: 64_000)).map { $0 + 0.002 * random.sample() }
        #expect(abs(try #require(level(Self.speech)) - #require(level(noisy))) < 0.2)
    }

    @Test func `is unknown of silence and of nothing`() {
        #expect(level([]) == nil)
        #expect(level(.init(repeating: 0, count: 80_000)) == nil)
    }
}
