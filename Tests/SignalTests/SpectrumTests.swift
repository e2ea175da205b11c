import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `Spectrum` {
    @Test func `puts a full-scale sine at -3 dB wherever it lies`() {
        let spectrum = PowerSpectrum(size: 256)
        let samples = (0..<256).map { Float(sin(2 * .pi * 1010 * Double($0) / 8000)) }
        var power = [Float](repeating: 0, count: 129)
        spectrum.measure(samples, from: 0, bins: 0, into: &power)
        #expect(abs(decibels(power.reduce(0, +)) - -3.01) < 0.1)
        #expect(power.indices.max { power[$0] < power[$1] } == 32)
    }

    @Test func `agrees with the transform written out`() {
        var random = SplitMix64(seed: 3)
        let samples = (0..<64).map { _ in random.sample() }
        let window = hannWindow(64)
        let spectrum = PowerSpectrum(size: 64)
        var power = [Float](repeating: 0, count: 33)
        spectrum.measure(samples, from: 0, bins: 0, into: &power)
        let scale = 2 / (64 * window.reduce(0) { $0 + $1 * $1 })
        let expected = (0..<33).map { k in
            var (re, im) = (0.0, 0.0)
            for n in 0..<64 {
                re += Double(samples[n] * window[n]) * cos(2 * .pi * Double(k * n) / 64)
                im -= Double(samples[n] * window[n]) * sin(2 * .pi * Double(k * n) / 64)
            }
            return scale * Float(re * re + im * im)
        }
        #expect(zip(power, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    }

    @Test func `measures decibels as the logarithm does`() {
        var powers = SIMD16<Float>(repeating: 0)
        for lane in 0..<16 { powers[lane] = Float(pow(10, Double(lane) * 0.83 - 12)) }
        let fast = decibels(powers)
        #expect((0..<16).allSatisfy { abs(fast[$0] - 10 * log10(powers[$0])) < 0.002 })
    }

    @Test(arguments: [8000, 16_000, 11_025, 44_100])
    func `sees the same in a sound whatever its rate`(_ rate: Int) {
        var meter = FrameMeter(sampleRate: rate)
        // 200 Hz and its overtones: voiced, strongest at 400 Hz.
        let samples = (0..<meter.size).map { n in
            (2...8).reduce(Float(0)) { $0 + Float(sin(2 * .pi * 200 * Double($1 * n) / Double(rate)) / Double($1)) }
        }
        let frame = meter.measure(samples, from: 0)
        #expect(abs(frame.peak - 400) < 8)
        #expect(frame.harmonicity > 0.9)
        #expect(abs(frame.level - -5.79) < 0.1)
    }
}
