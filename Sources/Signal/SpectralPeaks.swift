internal import Glibc

/// The two strongest peaks of a power spectrum, each taken as five bins.
struct SpectralPeaks {
    /// Power of both peaks together.
    let power: Float
    /// Position of the stronger one in bins, interpolated on the logarithm.
    let position: Float
    /// The highest bins of the stronger and the other peak.
    let bins: (Int, Int)

    init(_ spectrum: PowerBins) {
        let first = spectrum.highest()
        let second = spectrum.highest(outside: first)
        let last = spectrum.count - 1
        var sum = spectrum.sum(max(first - 2, 0)..<min(first + 2, last) + 1)
        for i in max(second - 2, 0)...min(second + 2, last) where abs(i - first) > 2 { sum += spectrum[i] }
        power = sum
        bins = (first, second)
        position = Self.position(of: first, in: spectrum)
    }

    /// Where a peak lies between the bins, by a parabola through the logarithms of three.
    static func position(of bin: Int, in spectrum: PowerBins) -> Float {
        let centre = min(max(bin, 1), spectrum.count - 2)
        let left = log2(spectrum[centre - 1] + 1e-13)
        let middle = log2(spectrum[centre] + 1e-13)
        let right = log2(spectrum[centre + 1] + 1e-13)
        let bend = left - 2 * middle + right
        let shift = abs(bend) < 1e-6 ? 0 : 0.5 * (left - right) / bend
        return Float(centre) + min(max(shift, -0.5), 0.5)
    }
}
