import Foundation
import Testbench
import Testing

@testable import Signal

@Suite struct `Spectrum` {
    @Test func `puts a full-scale sine at -3 dB wherever it lies`() {
        let spectra = PowerSpectra(size: 256)
        let samples = (0..<512).map { Float(sin(2 * .pi * 1010 * Double($0) / 8000)) }
        var power = PowerBins(count: 112)
        spectra.measure(samples, from: (0, 80), bins: 1, into: &power)
        for window in 0...1 { #expect(abs(decibels(power.sum(0..<112)[window]) - -3.01) < 0.1) }
        #expect(power.highest() == (31, 31))
    }

    @Test func `agrees with the transform written out, for both windows`() {
        var random = SplitMix64(seed: 3)
        let samples = (0..<330).map { _ in random.sample() }
        let window = hannWindow(256)
        let spectra = PowerSpectra(size: 256)
        var power = PowerBins(count: 101)
        spectra.measure(samples, from: (5, 74), bins: 9, into: &power)
        let scale = 2 / (256 * window.reduce(0) { $0 + $1 * $1 })
        for (side, start) in [(0, 5), (1, 74)] {
            for bin in 0..<PowerBins.capacity {
                var (re, im) = (0.0, 0.0)
                for n in 0..<256 {
                    re += Double(samples[start + n] * window[n]) * cos(2 * .pi * Double((bin + 9) * n) / 256)
                    im -= Double(samples[start + n] * window[n]) * sin(2 * .pi * Double((bin + 9) * n) / 256)
                }
                #expect(abs(power[bin][side] - (bin < 101 ? scale * Float(re * re + im * im) : 0)) < 1e-6)
            }
        }
    }

    @Test func `finds both autocorrelations as cosines add them up`() {
        var random = SplitMix64(seed: 4)
        var power = PowerBins(count: 101)
        for index in 0..<13 { power.vectors[index] = SIMD16((0..<16).map { _ in abs(random.sample()) }) }
        power.dropRest()
        let weights = (0..<128).map { _ in abs(random.sample()) }
        let peaks = Autocorrelations(size: 256, lags: 20..<107, weights: weights).peaks(of: power, from: 9)
        for (window, peak) in [(0, peaks.0), (1, peaks.1)] {
            func correlation(_ lag: Int) -> Double {
                (0..<101).reduce(0) { $0 + Double(power[$1][window]) * cos(2 * .pi * Double(($1 + 9) * lag) / 256) }
            }
            let highest = (20..<107).map { correlation($0) * Double(weights[$0]) }.max() ?? 0
            #expect(abs(Double(peak) - highest / correlation(0)) < 1e-5)
        }
    }

    @Test func `finds the highest bin and the highest away from it`() {
        var power = PowerBins(count: 101)
        let (first, second) = (SIMD8<Float>(3, 8, 5, 4, 4, 6, 1, 1), SIMD8<Float>(0, 2, 2, 0, 0, 0, 0, 9))
        power.vectors[0] = SIMD16(even: first, odd: second)
        power.vectors[12] = SIMD16(even: SIMD8(1, 1, 1, 1, 6, 99, 99, 99), odd: SIMD8(9, 0, 0, 0, 0, 99, 0, 0))
        power.dropRest()
        #expect(power.highest() == (1, 7))
        #expect(power.highest(outside: (1, 7)) == (5, 96))
        #expect(power.highest(outside: (5, 96)) == (1, 7))
        #expect(power[101] == .zero)
        #expect(PowerBins(count: 101).highest(outside: (0, 50)) == (0, 0))
    }

    @Test func `takes the mean of the six highest as sorting does, equal ones included`() {
        var random = SplitMix64(seed: 5)
        for spread in [1, 100] as [Float] {
            let values = (0..<16).map { _ in SIMD8((0..<8).map { _ in (random.sample() * spread).rounded() }) }
            let means = TopSix.means(values)
            for lane in 0..<8 {
                let highest = values.map { $0[lane] }.sorted().suffix(6)
                #expect(abs(means[lane] - highest.reduce(0, +) / 6) < 1e-4 * spread)
            }
        }
    }

    @Test func `turns bytes into numbers and back`() {
        let values = SIMD16<UInt8>(0, 1, 2, 100, 127, 128, 200, 254, 255, 3, 4, 5, 6, 7, 8, 9)
        #expect(floats(values) == SIMD16<Float>(values))
        #expect(bytes(floats(values) + 0.4) == values)
        #expect(bytes(SIMD16(repeating: -3)) == SIMD16(repeating: 0))
        #expect(bytes(SIMD16(repeating: 300)) == SIMD16(repeating: 255))
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
        let frames = meter.measure(samples, from: (0, 0))
        for frame in [frames.0, frames.1] {
            #expect(abs(frame.peak - 400) < 8)
            #expect(frame.harmonicity > 0.9)
            #expect(abs(frame.level - -5.79) < 0.1)
        }
    }
}
