internal import Glibc

/// The two strongest peaks of a power spectrum, each taken as five bins.
struct SpectralPeaks {
    /// Power of both peaks together.
    let power: Float
    /// Position of the stronger one in bins, interpolated on the logarithm.
    let position: Float
    /// The highest bins of the stronger and the other peak.
    let bins: (Int, Int)

    /// Those of both windows.
    static func pair(_ spectra: PowerBins) -> (Self, Self) {
        let first = spectra.highest()
        let second = spectra.highest(outside: first)
        return (Self(spectra, window: 0, first.0, second.0), Self(spectra, window: 1, first.1, second.1))
    }

    private init(_ spectra: PowerBins, window: Int, _ first: Int, _ second: Int) {
        let last = spectra.count - 1
        var sum: Float = 0
        for bin in max(first - 2, 0)...min(first + 2, last) { sum += spectra[bin][window] }
        for bin in max(second - 2, 0)...min(second + 2, last) {
            sum += abs(bin - first) > 2 ? spectra[bin][window] : 0
        }
        power = sum
        bins = (first, second)
        position = Self.position(of: first, in: spectra, window: window)
    }

    /// Where a peak lies between the bins, by a parabola through the logarithms of three.
    static func position(of bin: Int, in spectra: PowerBins, window: Int) -> Float {
        let centre = min(max(bin, 1), spectra.count - 2)
        let left = log2(spectra[centre - 1][window] + 1e-13)
        let middle = log2(spectra[centre][window] + 1e-13)
        let right = log2(spectra[centre + 1][window] + 1e-13)
        let bend = left - 2 * middle + right
        let shift = abs(bend) < 1e-6 ? 0 : 0.5 * (left - right) / bend
        return Float(centre) + min(max(shift, -0.5), 0.5)
    }
}
