import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `The hum of the mains` {
    /// Sines over line noise of -65 dB, for the share of the time from the start on.
    private func hums(_ lines: [Float], level: Float = 0.003, rate: Int = 8000, share: Float = 1) -> Bool {
        var random = SplitMix64(seed: 4)
        var meter = HumMeter(sampleRate: rate)
        let count = 12 * rate
        let sound = (0..<count).map { i in
            let time = Float(i) / Float(rate)
            let isOn = Float(i) < share * Float(count)
            return 0.001 * random.sample() + (isOn ? level * lines.reduce(0) { $0 + sin(2 * .pi * $1 * time) } : 0)
        }
        for start in stride(from: 0, to: count, by: 997) {
            meter.hear(sound, in: start..<min(start + 997, count))
        }
        return meter.hums
    }

    @Test(arguments: [[50, 100, 150], [60, 120], [50.1, 150.3, 250.5], [120, 180, 240]] as [[Float]])
    func `is two and more multiples of 50 or 60 Hz`(_ lines: [Float]) { #expect(hums(lines)) }

    @Test(arguments: [11_025, 16_000]) func `is heard at any rate`(_ rate: Int) {
        #expect(hums([50, 150], rate: rate))
    }

    @Test func `is neither one line nor lines between, and neither faint nor fleeting`() {
        #expect(!hums([100]))
        #expect(!hums([85, 170, 255]))
        #expect(!hums([50, 60]))
        #expect(!hums([50, 100, 150], level: 0.0003))
        #expect(!hums([50, 100, 150], level: 0.01, share: 0.5))
        #expect(!hums([]))
        var call = SyntheticCall(seconds: 12, channels: 1)
        call.speak(0, from: 0, to: 12, pitch: 100)
        var meter = HumMeter(sampleRate: 8000)
        let voice = call.channels[0]
        meter.hear(voice, in: voice.indices)
        #expect(!meter.hums)
    }
}
