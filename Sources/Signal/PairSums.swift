/// Sums over pairs of levels, for their correlation.
struct PairSums {
    var count = 0.0
    private var (x, y, xx, yy, xy) = (0.0, 0.0, 0.0, 0.0, 0.0)

    mutating func add(_ a: Double, _ b: Double) {
        count += 1
        x += a
        y += b
        xx += a * a
        yy += b * b
        xy += a * b
    }

    var correlation: Float {
        let spread = ((xx - x * x / count) * (yy - y * y / count)).squareRoot()
        return spread > 0 ? Float((xy - x * y / count) / spread) : 0
    }

    /// Standard deviation of the first of each pair.
    var spread: Float { count > 0 ? Float(max(xx / count - x / count * (x / count), 0).squareRoot()) : 0 }

    /// By how much the second level differs from the first, in the mean.
    var difference: Float { Float((y - x) / count) }
}
