internal import Glibc

/// Tells which DTMF key sounds in one frame, by the Goertzel algorithm (ITU-T Q.23 frequencies, Q.24 limits).
struct KeypadDetector {
    private static let low: [Double] = [697, 770, 852, 941]
    private static let high: [Double] = [1209, 1336, 1477, 1633]
    private let lowFactors: [Float]
    private let highFactors: [Float]

    init(sampleRate: Int) {
        func factors(_ frequencies: [Double]) -> [Float] {
            frequencies.map { Float(2 * cos(2 * .pi * $0 / Double(sampleRate))) }
        }
        lowFactors = factors(Self.low)
        highFactors = factors(Self.high)
    }

    /// The key's number, 1 + 4 · row + column, or 0 where the samples are not one clean pair of tones.
    ///
    /// A pair is clean if it holds four fifths of the power, and if the tones differ by at most 8 dB.
    func key(_ samples: [Float], from start: Int, count: Int) -> UInt8 {
        let low = strongest(samples, start, count, lowFactors)
        let high = strongest(samples, start, count, highFactors)
        var energy: Float = 0
        for i in start..<start + count { energy += samples[i] * samples[i] }
        // A tone that fills the window has |X|² = energy · count / 2.
        let whole = energy * Float(count) / 2
        guard whole > 0, low.power + high.power > 0.8 * whole else { return 0 }
        guard low.power < 6.3 * high.power, high.power < 6.3 * low.power else { return 0 }
        return UInt8(1 + 4 * low.index + high.index)
    }

    private func strongest(
        _ samples: [Float],
        _ start: Int,
        _ count: Int,
        _ factors: [Float]
    ) -> (
        index: Int, power: Float
    ) {
        var best = (index: 0, power: Float(-1))
        for (index, factor) in factors.enumerated() {
            var (before, last): (Float, Float) = (0, 0)
            for i in start..<start + count { (before, last) = (last, samples[i] + factor * last - before) }
            let power = last * last + before * before - factor * last * before
            if power > best.power { best = (index, power) }
        }
        return best
    }
}
