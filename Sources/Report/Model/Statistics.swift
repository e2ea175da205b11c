import Foundation

/// The arithmetic of figures that come from samples, and of percentiles.
package enum Statistics {
    /// The 97.5 % quantile of the normal distribution, as the trade rounds it.
    static let z = 1.96

    /// The smallest number of answers from which a survey figure is shown at full strength.
    package static let smallSample = 30

    /// Wilson's 95 % interval of a share, both ends from 0 to 1; nil where there are no trials.
    package static func wilson(successes: Int, of trials: Int) -> ClosedRange<Double>? {
        guard trials > 0, (0...trials).contains(successes) else { return nil }
        let n = Double(trials)
        let p = Double(successes) / n
        let scale = 1 + z * z / n
        let center = (p + z * z / (2 * n)) / scale
        let half = z * (p * (1 - p) / n + z * z / (4 * n * n)).squareRoot() / scale
        return max(0, center - half)...min(1, center + half)
    }

    /// The net promoter score, -100 to 100, and half the width of its 95 % interval; nil where nobody answered.
    package static func netPromoter(
        promoters: Int,
        detractors: Int,
        of answers: Int
    ) -> (score: Double, margin: Double)? {
        guard answers > 0 else { return nil }
        let n = Double(answers)
        let p = Double(promoters) / n
        let d = Double(detractors) / n
        let variance = max(0, p + d - (p - d) * (p - d))
        return (100 * Double(promoters - detractors) / n, z * 100 * (variance / n).squareRoot())
    }

    /// The nearest-rank percentile: the smallest value with at least `share` of all values at or below it.
    ///
    /// `share` is above 0 and at most 1; `histogram` says how often each value occurs. Nil where there are no values.
    package static func percentile(_ share: Double, of histogram: [Int: Int]) -> Int? {
        let total = histogram.values.reduce(0, +)
        guard total > 0 else { return nil }
        // A product such as 0.95 × 20 may come out a hair above its true, whole value.
        let rank = max(1, Int((share * Double(total) - 1e-9).rounded(.up)))
        var seen = 0
        for value in histogram.keys.sorted() {
            seen += histogram[value] ?? 0
            if seen >= rank { return value }
        }
        return nil
    }
}
