internal import Glibc

/// Tells which DTMF key sounds in one frame, by the Goertzel algorithm (ITU-T Q.23 frequencies, Q.24 limits).
struct KeypadDetector {
    private static let frequencies: [Double] = [697, 770, 852, 941, 1209, 1336, 1477, 1633]
    /// All eight tones are looked for at once, one in each lane.
    private let factors: SIMD8<Float>

    init(sampleRate: Int) {
        factors = SIMD8(Self.frequencies.map { Float(2 * cos(2 * .pi * $0 / Double(sampleRate))) })
    }

    /// Whether a frame whose two strongest peaks lie at these frequencies, in Hz, could be a key at all.
    ///
    /// The limits lie 60 Hz, two bins of the spectrum, outside the tones.
    static func couldBeKey(_ peaks: (Float, Float)) -> Bool {
        let (low, high) = (min(peaks.0, peaks.1), max(peaks.0, peaks.1))
        return low > 637 && low < 1001 && high > 1149 && high < 1693
    }

    /// The key's number, 1 + 4 · row + column, or 0 where the samples are not one clean pair of tones.
    ///
    /// A pair is clean if it holds four fifths of the power, and if the tones differ by at most 8 dB.
    func key(_ samples: [Float], from start: Int, count: Int) -> UInt8 {
        var (before, last) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
        var energy: Float = 0
        for i in start..<start + count {
            (before, last) = (last, samples[i] + factors * last - before)
            energy += samples[i] * samples[i]
        }
        let powers = last * last + before * before - factors * last * before
        let (low, high) = (strongest(powers.lowHalf), strongest(powers.highHalf))
        // A tone that fills the window has |X|² = energy · count / 2.
        let whole = energy * Float(count) / 2
        guard whole > 0, low.power + high.power > 0.8 * whole else { return 0 }
        guard low.power < 6.3 * high.power, high.power < 6.3 * low.power else { return 0 }
        return UInt8(1 + 4 * low.index + high.index)
    }

    /// The key's number by the places of the two peaks, up to 1.8 % beside the tones (ITU-T Q.24 has 1.5 % accepted).
    ///
    /// `firstBin` is the number of the first of the bins, each `width` Hz wide.
    func key(
        _ peaks: SpectralPeaks,
        in power: PowerBins,
        window: Int,
        from firstBin: Int,
        width: Float
    ) -> UInt8 {
        let bins = (min(peaks.bins.0, peaks.bins.1), max(peaks.bins.0, peaks.bins.1))
        func tone(_ bin: Int, among tones: ArraySlice<Double>) -> Int? {
            let place = SpectralPeaks.position(of: bin, in: power, window: window)
            let heard = Double((Float(firstBin) + place) * width)
            return tones.firstIndex { abs(heard - $0) < 0.018 * $0 }
        }
        guard let row = tone(bins.0, among: Self.frequencies[..<4]),
            let column = tone(bins.1, among: Self.frequencies[4...])
        else { return 0 }
        func sum(_ bin: Int) -> Float { power.sum(max(bin - 2, 0)..<min(bin + 3, power.count))[window] }
        let (low, high) = (sum(bins.0), sum(bins.1))
        guard low < 6.3 * high, high < 6.3 * low else { return 0 }
        return UInt8(1 + 4 * row + column - 4)
    }

    private func strongest(_ powers: SIMD4<Float>) -> (index: Int, power: Float) {
        var best = (index: 0, power: powers[0])
        for index in 1..<4 where powers[index] > best.power { best = (index, powers[index]) }
        return best
    }
}
