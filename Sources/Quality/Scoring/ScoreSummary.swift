package import Calls

/// Scores of some calls: how many, their mean, and how sure that is.
package struct ScoreSummary: Equatable, Sendable {
    package private(set) var calls = 0
    /// Calls that a fatal rule failed.
    package private(set) var fatal = 0
    private var sum = 0.0
    private var squares = 0.0

    package init() {}

    /// Adds a call that has a score; one without is left out, since unknown is not zero.
    package mutating func add(_ evaluation: Evaluation) {
        guard let score = evaluation.score else { return }
        calls += 1
        sum += score
        squares += score * score
        if evaluation.findings.contains(where: { $0.isFatal && $0.verdict == .failed }) { fatal += 1 }
    }

    package var mean: Double? { calls > 0 ? sum / Double(calls) : nil }

    /// The 95 % interval of the mean by Student's t, kept within 0 to 100; nil for fewer than two calls.
    package var interval: ClosedRange<Double>? {
        guard calls > 1, let mean else { return nil }
        let count = Double(calls)
        let variance = max(0, (squares - count * mean * mean) / (count - 1))
        let half = studentQuantile(degreesOfFreedom: calls - 1) * (variance / count).squareRoot()
        return max(0, mean - half)...min(100, mean + half)
    }
}

/// The 97.5 % quantile of Student's t, to three digits, by the expansion of Cornish and Fisher (Abramowitz and Stegun
/// 26.7.5); small degrees of freedom, where it is not good enough, are tabled.
private func studentQuantile(degreesOfFreedom: Int) -> Double {
    let tabled = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228]
    if degreesOfFreedom <= tabled.count { return tabled[degreesOfFreedom - 1] }
    let (z, n) = (1.959964, Double(degreesOfFreedom))
    let z3 = z * z * z
    let z5 = z3 * z * z
    return z + (z3 + z) / (4 * n) + (5 * z5 + 16 * z3 + 3 * z) / (96 * n * n)
}
