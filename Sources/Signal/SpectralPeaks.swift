internal import Glibc

/// The two strongest peaks of a power spectrum, each taken as five bins.
struct SpectralPeaks {
    /// Power of both peaks together.
    let power: Float
    /// Position of the stronger one in bins, interpolated on the logarithm.
    let position: Float

    init(_ spectrum: [Float]) {
        let first = Self.highest(spectrum, outside: -3)
        let second = Self.highest(spectrum, outside: first)
        var sum: Float = 0
        for i in max(first - 2, 0)...min(first + 2, spectrum.count - 1) { sum += spectrum[i] }
        for i in max(second - 2, 0)...min(second + 2, spectrum.count - 1) where abs(i - first) > 2 {
            sum += spectrum[i]
        }
        power = sum
        let centre = min(max(first, 1), spectrum.count - 2)
        let left = log2(spectrum[centre - 1] + 1e-13)
        let middle = log2(spectrum[centre] + 1e-13)
        let right = log2(spectrum[centre + 1] + 1e-13)
        let bend = left - 2 * middle + right
        let shift = abs(bend) < 1e-6 ? 0 : 0.5 * (left - right) / bend
        position = Float(centre) + min(max(shift, -0.5), 0.5)
    }

    /// Index of the highest bin that is more than two bins away from `peak`.
    private static func highest(_ spectrum: [Float], outside peak: Int) -> Int {
        var best = 0
        var height: Float = -1
        for i in spectrum.indices where spectrum[i] > height && abs(i - peak) > 2 {
            best = i
            height = spectrum[i]
        }
        return best
    }
}
