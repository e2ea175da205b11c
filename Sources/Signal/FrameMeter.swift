/// Measures frames, two of one channel at a time: a 32 ms window of samples in, levels, voicing and peaks out.
///
/// All channels share one meter. At 8 kHz the spectrum has 256 points and bins of 31.25 Hz. At other rates the window keeps its length in time, so
/// the bins keep their width, and the same telephone band is looked at; nothing is resampled.
struct FrameMeter: ~Copyable {
    /// Samples in a window.
    var size: Int { spectrum.size }

    private let spectrum: PowerSpectra
    private let autocorrelation = Autocorrelations(size: 256, lags: 20..<107, weights: Self.lagWeights())
    private let binWidth: Float
    private let firstBin: Int
    private let bandEdges: [Int]
    private let keypad: KeypadDetector
    private var power: PowerBins

    init(sampleRate: Int) {
        let size = (sampleRate * 32 / 1000 + 15) / 16 * 16
        spectrum = PowerSpectra(size: size)
        binWidth = Float(sampleRate) / Float(size)
        firstBin = Int((281 / binWidth).rounded(.up))
        let last = min(Int(3407 / binWidth), size / 2 - 1)
        let binCount = last - firstBin + 1
        power = PowerBins(count: binCount)
        bandEdges = (0...FrameTrack.bandCount).map { $0 * binCount / FrameTrack.bandCount }
        keypad = KeypadDetector(sampleRate: sampleRate)
    }

    /// The frames of the windows that start at two of the samples.
    mutating func measure(_ samples: [Float], from starts: (Int, Int)) -> (Frame, Frame) {
        spectrum.measure(samples, from: starts, bins: firstBin, into: &power)
        let harmonicity = autocorrelation.peaks(of: power, from: firstBin)
        let bands = bands()
        let peaks = SpectralPeaks.pair(power)
        return (
            frame(0, bands.0, harmonicity.0, peaks.0, samples, from: starts.0),
            frame(1, bands.1, harmonicity.1, peaks.1, samples, from: starts.1)
        )
    }

    private func frame(
        _ window: Int,
        _ bands: SIMD16<Float>,
        _ harmonicity: Float,
        _ peaks: SpectralPeaks,
        _ samples: [Float],
        from first: Int
    ) -> Frame {
        let whole = bands.sum()
        let tonality = peaks.power / (whole + 1e-13)
        var key: UInt8 = 0
        // The costly look is for frames that could be one.
        if tonality > 0.8, whole > 1e-6,
            KeypadDetector.couldBeKey((frequency(Float(peaks.bins.0)), frequency(Float(peaks.bins.1))))
        {
            key = keypad.key(samples, from: first, count: size)
        }
        // What lies beside the filters, but within what a telephone may be off, the peaks tell.
        if key == 0, tonality > 0.93, whole > 1e-6 {
            key = keypad.key(peaks, in: power, window: window, from: firstBin, width: binWidth)
        }
        let other =
            tonality > 0.93 ? frequency(SpectralPeaks.position(of: peaks.bins.1, in: power, window: window)) : 0
        return Frame(
            bands: bands,
            level: decibels(whole),
            harmonicity: harmonicity,
            tonality: tonality,
            peak: frequency(peaks.position),
            otherPeak: other,
            key: key
        )
    }

    /// The bands of both windows.
    ///
    /// Written out, because a vector that is filled in a loop goes through memory sixteen times.
    private func bands() -> (SIMD16<Float>, SIMD16<Float>) {
        func band(_ index: Int) -> SIMD2<Float> { power.sum(bandEdges[index]..<bandEdges[index + 1]) }
        func four(_ first: Int) -> SIMD8<Float> {
            SIMD8(
                lowHalf: SIMD4(lowHalf: band(first), highHalf: band(first + 1)),
                highHalf: SIMD4(lowHalf: band(first + 2), highHalf: band(first + 3))
            )
        }
        let low = SIMD16(lowHalf: four(0), highHalf: four(4))
        let high = SIMD16(lowHalf: four(8), highHalf: four(12))
        return (
            SIMD16(lowHalf: low.evenHalf, highHalf: high.evenHalf), SIMD16(lowHalf: low.oddHalf, highHalf: high.oddHalf)
        )
    }

    /// In Hz, of a place among the bins.
    private func frequency(_ position: Float) -> Float { (Float(firstBin) + position) * binWidth }

    /// What a lag's autocorrelation is multiplied by to undo the window's own; a lag is 1/8000 s.
    private static func lagWeights() -> [Float] {
        let window = hannWindow(256)
        let energy = window.reduce(0) { $0 + $1 * $1 }
        return (0..<128).map { lag in
            let own = (0..<256).reduce(Float(0)) { $0 + window[$1] * window[($1 + lag) % 256] }
            return energy / own
        }
    }
}

/// What is measured in one frame, before it is packed into a `FrameTrack`.
struct Frame {
    /// Power of each band.
    var bands: SIMD16<Float>
    /// In dB relative to a full-scale square wave.
    var level: Float
    var harmonicity: Float
    var tonality: Float
    /// In Hz.
    var peak: Float
    /// In Hz, of the second strongest peak; 0 where more than two peaks hold the power.
    var otherPeak: Float
    /// See `KeypadDetector`.
    var key: UInt8
}
