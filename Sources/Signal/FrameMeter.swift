/// Measures one frame: a 32 ms window of samples in, levels, voicing and peaks out.
///
/// All channels share one meter. At 8 kHz the spectrum has 256 points and bins of 31.25 Hz. At other rates the window keeps its length in time, so
/// the bins keep their width, and the same telephone band is looked at; nothing is resampled.
struct FrameMeter: ~Copyable {
    /// Samples in a window.
    var size: Int { spectrum.size }

    private let spectrum: PowerSpectrum
    private let autocorrelation = Autocorrelation(size: 256)
    private let binWidth: Float
    private let firstBin: Int
    private let bandEdges: [Int]
    private let lagWeights: [Float]
    private let keypad: KeypadDetector
    private var power: [Float]

    init(sampleRate: Int) {
        let size = (sampleRate * 32 / 1000 + 15) / 16 * 16
        spectrum = PowerSpectrum(size: size)
        binWidth = Float(sampleRate) / Float(size)
        firstBin = Int((281 / binWidth).rounded(.up))
        let last = min(Int(3407 / binWidth), size / 2 - 1)
        let binCount = last - firstBin + 1
        power = [Float](repeating: 0, count: binCount)
        bandEdges = (0...FrameTrack.bandCount).map { $0 * binCount / FrameTrack.bandCount }
        lagWeights = Self.lagWeights()
        keypad = KeypadDetector(sampleRate: sampleRate)
    }

    mutating func measure(_ samples: [Float], from first: Int) -> Frame {
        spectrum.measure(samples, from: first, bins: firstBin, into: &power)
        var bands = SIMD16<Float>(repeating: 0)
        for band in 0..<FrameTrack.bandCount {
            var sum: Float = 0
            for bin in bandEdges[band]..<bandEdges[band + 1] { sum += power[bin] }
            bands[band] = sum
        }
        let whole = bands.sum()
        let peaks = SpectralPeaks(power)
        let tonality = peaks.power / (whole + 1e-13)
        let harmonicity = autocorrelation.peak(ofPower: power, from: firstBin, lags: 20..<107, weights: lagWeights)
        // Six frames of seven are no key; the costly look is for those that could be one.
        let key = tonality > 0.8 && whole > 1e-6 ? keypad.key(samples, from: first, count: size) : 0
        return Frame(
            bands: bands,
            level: decibels(whole),
            harmonicity: harmonicity,
            tonality: tonality,
            peak: (Float(firstBin) + peaks.position) * binWidth,
            key: key
        )
    }

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
    /// See `KeypadDetector`.
    var key: UInt8
}
